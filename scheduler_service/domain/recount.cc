// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/recount.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/clashes.h"

namespace jiedui::scheduler {
namespace {

using v1::Assignment;
using v1::Engagement;

constexpr absl::string_view kNothing = "nothing";

std::string Say(absl::string_view item, absl::string_view first, absl::string_view last, v1::Intensity intensity) {
  return absl::StrCat(item, " ", first, " to ", last, intensity == v1::INTENSITY_PART_TIME ? " part-time" : "");
}

// What each assignment's entry must say; `entries` of the calendar are taken away one by one.
class CalendarRecount {
 public:
  explicit CalendarRecount(const v1::PersonCalendar& calendar) : calendar_(calendar) {
    for (const Engagement& e : calendar.engagements())
      Enter(e.assignment(), Say(e.item(), e.start_date(), e.end_date(), e.intensity()));
    for (const v1::Application& a : calendar.applications())
      Enter(a.assignment(), absl::StrCat("an application", a.waiting() ? ", waiting, " : " ", "for ", a.item()));
  }

  void Match(const Assignment& assignment) {
    const std::string required = RequiredOf(assignment);
    const auto entry = entries_.find(assignment.name());
    const std::string found = entry == entries_.end() ? std::string(kNothing) : entry->second;
    if (entry != entries_.end()) entries_.erase(entry);
    if (found != required) wrong_.push_back({assignment.name(), "calendar: " + found, "calendar: " + required});
  }

  std::vector<Discrepancy> Finish() {
    for (const auto& [assignment, entry] : entries_)
      wrong_.push_back({assignment, "calendar: " + entry, "none: the person has no such assignment"});
    CheckOrder();
    CheckClashes();
    return std::move(wrong_);
  }

 private:
  void Enter(const std::string& assignment, std::string entry) {
    std::string& all = entries_[assignment];
    all = all.empty() ? std::move(entry) : absl::StrCat(all, " and ", entry);
  }

  static std::string RequiredOf(const Assignment& a) {
    if (TakesDays(a)) return Say(a.item(), a.start_date(), a.end_date(), a.intensity());
    if (!IsLive(a.state())) return std::string(kNothing);
    const bool waits = a.state() == Assignment::STATE_WAITLISTED;
    return absl::StrCat("an application", waits ? ", waiting, " : " ", "for ", a.item());
  }

  void CheckOrder() {
    for (int i = 1; i < calendar_.engagements_size(); ++i)
      if (calendar_.engagements(i).start_date() < calendar_.engagements(i - 1).start_date())
        wrong_.push_back({calendar_.person(), absl::StrCat("engagement ", i, " begins before the one before it"),
                          "engagements in the order of their first days"});
  }

  void CheckClashes() {
    v1::PersonCalendar marked = calendar_;
    MarkClashes(marked);
    for (int i = 0; i < marked.engagements_size(); ++i)
      if (marked.engagements(i).in_clash() != calendar_.engagements(i).in_clash())
        wrong_.push_back(
            {calendar_.person(),
             absl::StrCat(calendar_.engagements(i).item(), " in_clash ", !marked.engagements(i).in_clash()),
             absl::StrCat("in_clash ", marked.engagements(i).in_clash())});
    for (int i = 0; i < calendar_.engagements_size(); ++i)
      for (int j = i + 1; j < calendar_.engagements_size(); ++j)
        CheckPair(calendar_.engagements(i), calendar_.engagements(j));
  }

  void CheckPair(const Engagement& a, const Engagement& b) {
    const bool full_time = a.intensity() != v1::INTENSITY_PART_TIME && b.intensity() != v1::INTENSITY_PART_TIME;
    const auto shared = Intersection({a.start_date(), a.end_date()}, {b.start_date(), b.end_date()});
    if (!full_time || !shared.has_value() || (a.in_clash() && b.in_clash())) return;
    wrong_.push_back({calendar_.person(), absl::StrCat(a.item(), " and ", b.item(), " on ", ToString(*shared)),
                      "at most one full-time engagement a day"});
  }

  const v1::PersonCalendar& calendar_;
  std::map<std::string, std::string> entries_;  // by assignment
  std::vector<Discrepancy> wrong_;
};

// One number of a ledger.
class Numbers {
 public:
  Numbers(std::string resource, std::vector<Discrepancy>& wrong) : resource_(std::move(resource)), wrong_(wrong) {}

  void Equal(absl::string_view what, int64_t found, int64_t required) const {
    if (found != required)
      wrong_.push_back({resource_, absl::StrCat(what, " ", found), absl::StrCat(what, " ", required)});
  }
  void AtMost(absl::string_view what, int64_t found, int64_t most) const {
    if (found > most || found < 0)
      wrong_.push_back({resource_, absl::StrCat(what, " ", found), absl::StrCat(what, " 0 to ", most)});
  }

 private:
  const std::string resource_;
  std::vector<Discrepancy>& wrong_;
};

// The counts are the plan's quotas in their order, those that are quotas no more, and the pool.
void ComparePlan(const v1::SeatLedger& ledger, const SeatPlan& plan, const Numbers& numbers) {
  const v1::SeatLedger planned = NewLedger(ledger.item(), plan);
  std::vector<const v1::SeatCount*> counts;
  int seats = 0;
  for (const v1::SeatCount& count : ledger.counts()) {
    seats += count.seats();
    if (!count.former()) counts.push_back(&count);
  }
  numbers.Equal("seats of all counts", seats, ledger.seats());
  numbers.Equal("seats", ledger.seats(), planned.seats());
  numbers.Equal("counts by quota and pool", static_cast<int64_t>(counts.size()), planned.counts_size());
  const int common = std::min(static_cast<int>(counts.size()), planned.counts_size());
  for (int i = 0; i < common; ++i) {
    const v1::SeatCount& count = *counts[static_cast<size_t>(i)];
    const std::string where = Describe(planned.counts(i));
    numbers.Equal(absl::StrCat("same division as ", where), count.division() == planned.counts(i).division(), 1);
    numbers.Equal(absl::StrCat("seats in ", where), count.seats(), planned.counts(i).seats());
    numbers.Equal(absl::StrCat("ceiling of ", where), count.ceiling(), planned.counts(i).ceiling());
  }
}

// Nobody sits where there is no seat.
void CompareBounds(const v1::SeatLedger& ledger, const Numbers& numbers) {
  numbers.AtMost("taken", ledger.taken(), ledger.seats());
  for (const v1::SeatCount& count : ledger.counts()) {
    const std::string where = Describe(count);
    numbers.AtMost(absl::StrCat("taken in ", where), count.taken(), count.seats());
    if (count.division().empty()) continue;
    numbers.AtMost(absl::StrCat("people of ", where), PeopleOf(count), std::max(count.seats(), count.ceiling()));
    if (count.taken() < count.seats())
      numbers.Equal(absl::StrCat("on the pool's seats, of ", where), count.from_pool(), 0);
    if (count.former()) numbers.Equal(absl::StrCat("people of the former ", where), PeopleOf(count), 0);
  }
  for (const v1::CategoryCount& count : ledger.categories())
    if (count.ceiling() > 0)
      numbers.AtMost(registry::v1::PersonCategory_Name(count.category()), count.taken(), count.ceiling());
}

}  // namespace

bool TakesDays(const Assignment& assignment) {
  const bool was_there = assignment.state() == Assignment::STATE_REPLACED && !assignment.check_in_date().empty();
  return (HoldsSeat(assignment.state()) || was_there) && !assignment.dates_undecided();
}

std::vector<Discrepancy> RecountCalendar(const v1::PersonCalendar& calendar,
                                         const std::vector<Assignment>& assignments) {
  CalendarRecount recount(calendar);
  for (const Assignment& assignment : assignments) recount.Match(assignment);
  return recount.Finish();
}

void SeatsRecount::Add(const Assignment& assignment) {
  Count& count = counts_[assignment.quota_division()];
  const auto state = assignment.state();
  const bool waits = state == Assignment::STATE_WAITLISTED;
  count.pending += IsPending(state) ? 1 : 0;
  count.waiting += waits ? 1 : 0;
  waiting_ += waits ? 1 : 0;
  offered_ += state == Assignment::STATE_OFFERED ? 1 : 0;
  if (HoldsSeat(state)) {
    ++people_;
    ++count.people;
    ++categories_[assignment.category()];
  }
  const int64_t rank = assignment.waiting_rank();
  if (waits != (rank > 0))
    wrong_.push_back({assignment.name(), absl::StrCat(Assignment::State_Name(state), " with rank ", rank),
                      "a rank if, and only if, it waits"});
  if (rank > 0 && !ranks_.insert(rank).second)
    wrong_.push_back({assignment.name(), absl::StrCat("rank ", rank, ", which another one has"), "a rank of its own"});
}

std::vector<Discrepancy> SeatsRecount::Compare(const storage::v1::SeatsRecord& seats, const SeatPlan& plan) const {
  const v1::SeatLedger& ledger = seats.ledger();
  std::vector<Discrepancy> wrong = wrong_;
  const Numbers numbers(ledger.item(), wrong);
  ComparePlan(ledger, plan, numbers);
  CompareBounds(ledger, numbers);
  numbers.Equal("taken", ledger.taken(), people_);
  numbers.Equal("offered", ledger.offered(), offered_);
  numbers.Equal("waiting", ledger.waiting(), waiting_);
  std::map<std::string, Count> counts = counts_;
  int from_pool = 0;
  for (const v1::SeatCount& count : ledger.counts()) {
    const Count counted = counts[count.division()];
    const std::string where = Describe(count);
    // The pool comes last: its seats are also those of the quotas' people who sit there.
    const bool is_pool = count.division().empty();
    numbers.Equal(absl::StrCat("people of ", where), PeopleOf(count) - (is_pool ? from_pool : 0), counted.people);
    numbers.Equal(absl::StrCat("nominated in ", where), count.pending(), counted.pending);
    numbers.Equal(absl::StrCat("waiting in ", where), count.waiting(), counted.waiting);
    from_pool += count.from_pool();
    counts.erase(count.division());
  }
  for (const auto& [division, count] : counts)
    numbers.Equal(absl::StrCat("counted for division ", division, ", which has no count"), 0,
                  count.people + count.pending + count.waiting);
  std::map<int, int> categories = categories_;
  for (const v1::CategoryCount& count : ledger.categories()) {
    numbers.Equal(registry::v1::PersonCategory_Name(count.category()), count.taken(), categories[count.category()]);
    categories.erase(count.category());
  }
  for (const auto& [category, people] : categories)
    numbers.Equal(absl::StrCat("category ", category, " that is not counted"), 0, people);
  if (!ranks_.empty()) numbers.AtMost("last rank given", *ranks_.rbegin(), seats.last_rank());
  return wrong;
}

}  // namespace jiedui::scheduler
