// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/frozen.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/item.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::FrozenPeriodsRecord;
using v1::Assignment;

bool IsIn(const DateRange& period, absl::string_view day) { return !day.empty() && Contains(period, day); }

// Of a stay: the last day on post.
const std::string& LastDay(const Assignment& assignment) {
  const std::string& closed = assignment.close_date();
  return closed.empty() ? assignment.end_date() : std::min(closed, assignment.end_date());
}

// Was over by the day, and had not lasted so many days.
bool IsShorter(const Assignment& assignment, int days_min, absl::string_view day) {
  const std::string& last = LastDay(assignment);
  if (last > day || last < assignment.check_in_date()) return false;
  return assignment.short_stay() || DaysIn({assignment.check_in_date(), last}) < days_min;
}

// Whether the stay lasts until a next one begins, without a gap.
bool Reaches(const Assignment& stay, const std::string& next) {
  return stay.check_in_date() <= next && LastDay(stay) >= FormatDate(*ParseDate(next) - 1);
}

std::string CompletionDay(const Assignment& assignment) {
  return IsCompleted(assignment.state()) ? assignment.close_date() : "";
}

// What of an item decides for which figures it counts.
std::string KindOf(const v1::Course& course) {
  return absl::StrCat(v1::Programme_Name(course.programme()), " ", v1::Track_Name(course.track()), " at ",
                      course.location_division(), " ", v1::Intensity_Name(course.intensity()));
}

std::string KindOf(const v1::Posting& posting) {
  return absl::StrCat(v1::Direction_Name(posting.direction()), " ", v1::Posting::Category_Name(posting.category()), " ",
                      v1::Posting::Kind_Name(posting.kind()), " ", v1::Intensity_Name(posting.intensity()), " of ",
                      posting.days_min(), " days or more");
}

// That somebody has come to an e-commerce course by the period's end, whom it makes a trained entrepreneur.
void AddTraining(const DateRange& period, const CountedBeside& beside, CountedWords& words) {
  if (!beside.sells || IsIn({"", period.last}, beside.trained_since)) return;
  for (const std::string& day : beside.began_to_sell)
    if (IsIn(period, day)) words.push_back(absl::StrCat("training of who began to sell on ", day));
}

std::string ShortStay(int days_min) {
  return days_min > 0 ? absl::StrCat("a stay of fewer than ", days_min, " days") : "a short stay";
}

// The next stays that go on from this one.
void AddNextStays(const DateRange& period, const Assignment& assignment, const CountedBeside& beside,
                  CountedWords& words) {
  for (const std::string& next : beside.other_stays)
    if (IsIn(period, next) && Reaches(assignment, next)) words.push_back(absl::StrCat("a stay that goes on on ", next));
}

// Whether the person is on post at the end, whether the stay counts, and whether a next one goes on from it, by each
// number of days that may be asked for.
void AddStay(const DateRange& period, const Assignment& assignment, const CountedBeside& beside, CountedWords& words) {
  if (beside.counts_on_post && Contains({assignment.check_in_date(), LastDay(assignment)}, period.last))
    words.push_back(absl::StrCat("on post on ", period.last));
  for (const int days_min : beside.days_min) {
    if (!IsShorter(assignment, days_min, period.last))
      AddNextStays(period, assignment, beside, words);
    else if (IsIn(period, assignment.check_in_date()))
      words.push_back(ShortStay(days_min));
  }
}

std::string Describe(const CountedWords& words) { return words.empty() ? "nothing" : absl::StrJoin(words, ", "); }

}  // namespace

std::vector<int> DaysAskedFor(const v1::Posting& posting) {
  std::vector<int> days = {posting.days_min()};
  if (posting.category() != v1::Posting::CATEGORY_CADRE && posting.days_min() < kCountedStayDays)
    days.push_back(kCountedStayDays);
  return days;
}

CountedWords CountedIn(const DateRange& period, const Assignment& assignment) {
  CountedWords words;
  const std::string& came = assignment.check_in_date();
  if (IsIn(period, came)) words.push_back(absl::StrCat("check-in on ", came));
  if (IsCourseName(assignment.item())) {
    const std::string completed = CompletionDay(assignment);
    if (IsIn(period, completed)) words.push_back(absl::StrCat("completion on ", completed));
    return words;
  }
  return words;
}

CountedWords CountedIn(const DateRange& period, const Assignment& assignment, const CountedBeside& beside) {
  CountedWords words = CountedIn(period, assignment);
  const std::string& came = assignment.check_in_date();
  if (came.empty() || came > period.last) return words;
  if (IsCourseName(assignment.item()))
    AddTraining(period, beside, words);
  else
    AddStay(period, assignment, beside, words);
  return words;
}

CountedWords CountedIn(const DateRange& period, const v1::Course& course) {
  // A draft has nobody, and has not opened, whenever it was to begin.
  if (course.state() == v1::Course::STATE_DRAFT) return {};
  // One that began before may have people who came, or completed it, on days of the period.
  if (course.state() == v1::Course::STATE_CANCELLED || course.start_date() > period.last) return {};
  CountedWords words = {absl::StrCat("a course ", KindOf(course))};
  if (IsIn(period, course.start_date())) words.push_back(absl::StrCat("its first day ", course.start_date()));
  return words;
}

CountedWords CountedIn(const DateRange& period, const v1::Posting& posting) {
  if (posting.start_date() > period.last) return {};
  return {absl::StrCat("a posting ", KindOf(posting))};
}

CountedWords CountedIn(const DateRange& period, const v1::Outcome& outcome) {
  // Entities are counted from the pairing's first day on.
  const bool is_cumulative = outcome.kind() == v1::Outcome::KIND_ENTITY;
  const DateRange counted{is_cumulative ? "" : period.first, period.last};
  if (!IsIn(counted, outcome.open_date())) return {};
  CountedWords words = {absl::StrCat(v1::Outcome::Kind_Name(outcome.kind()), " opened on ", outcome.open_date())};
  if (is_cumulative) words.push_back(v1::Outcome::EntityForm_Name(outcome.entity_form()));
  if (IsIn({"", period.last}, outcome.close_date())) words.push_back(absl::StrCat("closed on ", outcome.close_date()));
  return words;
}

CountedWords CountedIn(const DateRange& period, const v1::ManualFigure& figure) {
  // The last one of a code that is not after the period's end is shown.
  if (!IsIn({"", period.last}, figure.as_of())) return {};
  return {absl::StrCat(figure.code(), " ", v1::Qualifier_Name(figure.qualifier()), " ", figure.value(), " ",
                       v1::Unit_Name(figure.unit())),
          figure.title(), figure.title_en(), figure.source()};
}

bool MayBeCounted(const Assignment& before, const Assignment& after) {
  if (before.check_in_date().empty() && after.check_in_date().empty()) return false;
  return before.check_in_date() != after.check_in_date() || before.end_date() != after.end_date() ||
         before.close_date() != after.close_date() || before.short_stay() != after.short_stay() ||
         CompletionDay(before) != CompletionDay(after);
}

bool MayBeCounted(const v1::Course& before, const v1::Course& after) {
  const DateRange ever{std::string(kEarliestDate), std::string(kLatestDate)};
  return CountedIn(ever, before) != CountedIn(ever, after);
}

bool MayBeCounted(const v1::Posting& before, const v1::Posting& after) { return KindOf(before) != KindOf(after); }

bool MayBeCounted(const v1::Outcome& before, const v1::Outcome& after) {
  return before.open_date() != after.open_date() || before.close_date() != after.close_date() ||
         before.entity_form() != after.entity_form();
}

bool MayBeCounted(const v1::ManualFigure& before, const v1::ManualFigure& after) {
  const DateRange ever{std::string(kEarliestDate), std::string(kLatestDate)};
  return CountedIn(ever, before) != CountedIn(ever, after);
}

std::string EditionOf(const FrozenPeriodsRecord::Period& period) {
  return period.last_edition().empty() ? "an edition that is being made" : period.last_edition();
}

absl::Status PeriodFrozen(const FrozenPeriodsRecord::Period& period, absl::string_view subject,
                          const CountedWords& before, const CountedWords& after) {
  return RulesFailed("PERIOD_FROZEN",
                     {{"PERIOD_FROZEN", std::string(subject),
                       absl::StrCat("found a change of what ", EditionOf(period), " counts from ", period.first_day(),
                                    " to ", period.last_day(), ": from ", Describe(before), " to ", Describe(after),
                                    "; required a correction that another person approves: RequestCorrection")}});
}

absl::Status CheckNotFrozen(const FrozenPeriodsRecord& frozen, const Assignment& before, const Assignment& after,
                            const CountedBeside& beside) {
  for (const auto& period : frozen.periods()) {
    const DateRange days{period.first_day(), period.last_day()};
    const CountedWords was = CountedIn(days, before, beside);
    const CountedWords is = CountedIn(days, after, beside);
    if (was != is) return PeriodFrozen(period, after.name(), was, is);
  }
  return absl::OkStatus();
}

const FrozenPeriodsRecord::Period* FindPeriod(const FrozenPeriodsRecord& frozen, const DateRange& period) {
  const auto found = std::find_if(frozen.periods().begin(), frozen.periods().end(), [&](const auto& other) {
    return other.first_day() == period.first && other.last_day() == period.last;
  });
  return found == frozen.periods().end() ? nullptr : &*found;
}

absl::Status Freeze(FrozenPeriodsRecord& frozen, const DateRange& period) {
  if (FindPeriod(frozen, period) != nullptr) return absl::OkStatus();
  std::vector<RuleViolation> violations;
  for (const auto& other : frozen.periods())
    if (other.first_day() < period.first && period.first <= other.last_day())
      violations.push_back({"PERIOD_OVERLAPS", other.last_edition().empty() ? frozen.pairing() : other.last_edition(),
                            absl::StrCat("found ", ToString(period), ", required a first day that is not inside ",
                                         other.first_day(), "..", other.last_day())});
  if (!violations.empty()) return RulesFailed("PERIOD_OVERLAPS", violations);
  if (frozen.periods_size() >= kFrozenPeriodsMax)
    return LimitExceeded(frozen.pairing(), absl::StrCat("at most ", kFrozenPeriodsMax, " frozen periods"));
  FrozenPeriodsRecord::Period& added = *frozen.add_periods();
  added.set_first_day(period.first);
  added.set_last_day(period.last);
  std::stable_sort(frozen.mutable_periods()->begin(), frozen.mutable_periods()->end(),
                   [](const auto& a, const auto& b) {
                     return std::pair(a.first_day(), a.last_day()) < std::pair(b.first_day(), b.last_day());
                   });
  return absl::OkStatus();
}

}  // namespace jiedui::scheduler
