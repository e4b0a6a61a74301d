// SPDX-License-Identifier: Apache-2.0
#include "tests/scheduler_service/history/waiting_oracle.h"

#include <algorithm>
#include <cstdlib>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"

namespace jiedui::scheduler {
namespace {

using A = v1::Assignment;

template <typename Record>
Record Parsed(const std::string& value) {
  Record record;
  if (!record.ParseFromString(value)) std::abort();
  return record;
}

bool Holds(A::State state) {
  return state == A::STATE_OFFERED || state == A::STATE_CONFIRMED || state == A::STATE_CHECKED_IN ||
         state == A::STATE_COMPLETED || state == A::STATE_NOT_COMPLETED || state == A::STATE_ENDED_EARLY ||
         state == A::STATE_DISMISSED || state == A::STATE_CERTIFIED;
}

bool IsToCome(A::State state) {
  return state == A::STATE_NOMINATED || state == A::STATE_UNDER_REVIEW || state == A::STATE_RETURNED ||
         state == A::STATE_APPROVED || state == A::STATE_WAITLISTED || state == A::STATE_OFFERED ||
         state == A::STATE_CONFIRMED;
}

template <typename Counts, typename Key>
int Of(const Counts& counts, const Key& key) {
  const auto at = counts.find(key);
  return at == counts.end() ? 0 : at->second;
}

}  // namespace

void WaitingOracle::See(const std::string& key, const std::string& value) {
  if (absl::StartsWith(key, "assignment/")) {
    SeeAssignment(Parsed<storage::v1::AssignmentRecord>(value).assignment());
  } else if (absl::StartsWith(key, "course/")) {
    SeePlace(Parsed<storage::v1::CourseRecord>(value).course());
  } else if (absl::StartsWith(key, "posting/")) {
    SeePlace(Parsed<storage::v1::PostingRecord>(value).posting());
  } else if (absl::StartsWith(key, "seats/")) {
    const auto record = Parsed<storage::v1::SeatsRecord>(value);
    places_[record.ledger().item()].work = record.has_work();
  } else if (absl::StartsWith(key, "leave/")) {
    const auto leave = Parsed<storage::v1::LeaveRecord>(value).leave();
    if (value.empty())
      leaves_.erase(key);
    else
      leaves_[key] = {.first = leave.start_date(), .last = leave.end_date()};
  } else if (absl::StartsWith(key, "dorg/")) {
    const auto record = Parsed<storage::v1::DirectoryOrganizationRecord>(value);
    divisions_[record.organization().name()] = record.organization().divisions(0).division();
  } else if (absl::StartsWith(key, "dperson/") && !value.empty()) {
    const auto record = Parsed<storage::v1::DirectoryPersonRecord>(value);
    Person& person = persons_[record.person().name()];
    person.category = record.person().category();
    person.gone = record.person().has_delete_time() || record.person().has_restrict_time();
    person.organization = record.person().employments(0).organization();
    person.merged_into = record.person().merged_into();
    person.licensed_to = record.person().licences_size() == 0 ? "" : record.person().licences(0).valid_to();
  }
}

void WaitingOracle::SeePlace(const v1::Course& course) {
  Place& place = places_[course.name()];
  place.open = course.state() == v1::Course::STATE_OPEN_FOR_NOMINATION ||
               course.state() == v1::Course::STATE_CONFIRMED || course.state() == v1::Course::STATE_RUNNING;
  place.may_be_left = course.state() != v1::Course::STATE_ARCHIVED;
  place.part_time = course.intensity() == v1::INTENSITY_PART_TIME;
  place.first = course.start_date();
  place.last = course.end_date();
  place.seats = course.seats();
  place.requirements = course.requirements();
  place.is_course = true;
  place.curriculum = course.curriculum();
  place.quotas.clear();
  for (const v1::Quota& quota : course.quotas()) place.quotas[quota.division()] = {quota.seats(), quota.ceiling()};
  place.categories.clear();
  for (const v1::CategoryQuota& quota : course.category_quotas())
    place.categories[quota.category()] = {quota.floor(), quota.ceiling()};
}

void WaitingOracle::SeePlace(const v1::Posting& posting) {
  Place& place = places_[posting.name()];
  place.open = posting.state() == v1::Posting::STATE_PLANNED || posting.state() == v1::Posting::STATE_CONFIRMED ||
               posting.state() == v1::Posting::STATE_ON_POST;
  place.part_time = posting.intensity() == v1::INTENSITY_PART_TIME;
  place.first = posting.start_date();
  place.last = posting.end_date();
  place.seats = posting.headcount();
  place.requirements = posting.requirements();
}

void WaitingOracle::SeeAssignment(const A& assignment) {
  Seat& seat = seats_[assignment.name()];
  before_.emplace(assignment.name(), seat);
  seat = {.person = assignment.person(),
          .item = assignment.item(),
          .state = assignment.state(),
          .rank = assignment.waiting_rank(),
          .quota = assignment.quota_division(),
          .category = assignment.category(),
          .first = assignment.start_date(),
          .last = assignment.end_date(),
          .part_time = assignment.intensity() == v1::INTENSITY_PART_TIME,
          .undecided = assignment.dates_undecided(),
          .was_there = assignment.state() == A::STATE_REPLACED && !assignment.check_in_date().empty(),
          .events = assignment.events_size(),
          .holds = Holds(assignment.state()),
          .organization = assignment.organization(),
          .gives_up = assignment.gives_up()};
}

WaitingOracle::Tally WaitingOracle::Count(const std::string& item) const {
  Tally tally;
  for (const auto& [name, seat] : seats_) {
    if (!seat.holds || seat.item != item) continue;
    ++tally.people[seat.quota];
    ++tally.categories[seat.category];
    ++tally.all;
  }
  return tally;
}

void WaitingOracle::Undo(Tally& tally, const Seat& seat) {
  --tally.people[seat.quota];
  --tally.categories[seat.category];
  --tally.all;
}

bool WaitingOracle::HasSeatFor(const Place& place, const Tally& tally, const std::string& in, int person_category) {
  int pool = place.seats;
  int on_pool = Of(tally.people, std::string());
  const std::string* quota = nullptr;
  for (const auto& [division, own] : place.quotas) {
    pool -= own.seats;
    on_pool += std::max(0, Of(tally.people, division) - own.seats);
    if (absl::StartsWith(in, division) && (quota == nullptr || division.size() > quota->size())) quota = &division;
  }
  if (quota == nullptr) {
    if (on_pool >= pool) return false;
  } else {
    const Quota& own = place.quotas.at(*quota);
    const int people = Of(tally.people, *quota);
    if (people >= own.seats && (people >= own.ceiling || on_pool >= pool)) return false;
  }
  int kept = 0;
  for (const auto& [category, limits] : place.categories) {
    const int there = Of(tally.categories, category);
    if (category == person_category && limits.ceiling > 0 && there >= limits.ceiling) return false;
    if (category != person_category) kept += std::max(0, limits.seats - there);
  }
  return place.seats - tally.all > kept;
}

std::string WaitingOracle::GivenUp(const Seat& waits) const {
  const auto held = seats_.find(waits.gives_up);
  if (held == seats_.end()) return "";
  const Seat& seat = held->second;
  const bool may_leave = IsToCome(seat.state) && seat.person == waits.person && seat.item != waits.item &&
                         places_.at(seat.item).may_be_left;
  return may_leave ? held->first : "";
}

bool WaitingOracle::HasMoved(const std::string& person) const {
  return std::any_of(before_.begin(), before_.end(), [&](const auto& entry) {
    return entry.second.person == person && entry.second.holds && !seats_.at(entry.first).holds;
  });
}

std::string WaitingOracle::BusyWith(const std::string& name, const std::string& person, const std::string& item,
                                    const Place& place, const std::string& without) const {
  for (const auto& [other, seat] : seats_) {
    if (other == name || other == without || seat.person != person || !(seat.holds || seat.was_there) || seat.undecided)
      continue;
    if (seat.item == item) return other;  // since a merge; one is enough
    if (!place.part_time && !seat.part_time && seat.first <= place.last && place.first <= seat.last) return other;
  }
  return "";
}

bool WaitingOracle::IsOnLeave(const std::string& person, const Place& place) const {
  if (!place.is_course || place.part_time) return false;
  for (const auto& [key, leave] : leaves_) {
    std::string whose = absl::StrCat("persons/", key.substr(6, key.rfind('/') - 6));  // between "leave/" and the id
    while (!persons_.at(whose).merged_into.empty()) whose = persons_.at(whose).merged_into;
    if (whose == person && leave.first <= place.last && place.first <= leave.last) return true;
  }
  return false;
}

// In another run of the same curriculum, to come or completed.
bool WaitingOracle::TakesPartElsewhere(const Seat& of, const Place& place) const {
  if (place.curriculum.empty()) return false;
  const auto is_over = [](A::State state) {
    return state == A::STATE_REJECTED || state == A::STATE_DECLINED || state == A::STATE_WITHDRAWN ||
           state == A::STATE_CANCELLED || state == A::STATE_NO_SHOW || state == A::STATE_REPLACED ||
           state == A::STATE_NOT_COMPLETED || state == A::STATE_ENDED_EARLY || state == A::STATE_DISMISSED;
  };
  const std::string without = GivenUp(of);
  return std::any_of(seats_.begin(), seats_.end(), [&](const auto& entry) {
    const Seat& seat = entry.second;
    return seat.person == of.person && seat.item != of.item && entry.first != without && !is_over(seat.state) &&
           places_.at(seat.item).curriculum == place.curriculum;
  });
}

bool WaitingOracle::TooManyAway(const std::string& person, const Place& place) const {
  const int allowed = place.requirements.away_per_organization_max();
  if (allowed == 0 || place.part_time) return false;
  std::vector<Leave> away;
  for (const auto& [name, seat] : seats_) {
    const bool is_there =
        seat.state == A::STATE_OFFERED || seat.state == A::STATE_CONFIRMED || seat.state == A::STATE_CHECKED_IN;
    if (is_there && !seat.part_time && !seat.undecided && seat.person != person &&
        seat.organization == persons_.at(person).organization && seat.first <= place.last && place.first <= seat.last)
      away.push_back({.first = std::max(seat.first, place.first), .last = seat.last});
  }
  return std::any_of(away.begin(), away.end(), [&](const Leave& one) {
    return std::count_if(away.begin(), away.end(), [&](const Leave& other) {
             return other.first <= one.first && one.first <= other.last;
           }) >= allowed;
  });
}

bool WaitingOracle::MayTake(const Place& place, const Tally& tally, const std::string& name, const Seat& seat) const {
  const Person& person = persons_.at(seat.person);
  const std::string& in = divisions_.at(person.organization);
  if (person.gone || seat.events >= 100 || !HasSeatFor(place, tally, in, person.category)) return false;
  if (IsOnLeave(seat.person, place) || TakesPartElsewhere(seat, place) || TooManyAway(seat.person, place)) return false;
  const auto& wanted = place.requirements;
  const auto lies_in = [&](const std::string& division) { return absl::StartsWith(in, division); };
  if (wanted.divisions_size() > 0 && std::none_of(wanted.divisions().begin(), wanted.divisions().end(), lies_in))
    return false;
  const auto is_category = [&](int category) { return category == person.category; };
  if (wanted.categories_size() > 0 && std::none_of(wanted.categories().begin(), wanted.categories().end(), is_category))
    return false;
  if (wanted.licence_kinds_size() > 0 && person.licensed_to < place.last) return false;
  return BusyWith(name, seat.person, seat.item, place, GivenUp(seat)).empty();
}

std::string WaitingOracle::CheckWaiting() const {
  for (const auto& [item, place] : places_) {
    if (!place.open || place.work) continue;
    std::optional<Tally> tally;
    for (const auto& [name, seat] : seats_) {
      if (seat.item != item || seat.state != A::STATE_WAITLISTED) continue;
      if (!tally.has_value()) tally = Count(item);
      if (MayTake(place, *tally, name, seat))
        return absl::StrCat(name, " of ", seat.person, " waits at ", item, " (rank ", seat.rank,
                            ") beside a free seat");
    }
  }
  return "";
}

// Every seat given in the commit, undone for whoever still waits and was before.
std::string WaitingOracle::CheckPassedOver(bool replaces) const {
  for (const auto& [name, seat] : seats_) {
    if (seat.state != A::STATE_WAITLISTED || before_.count(name) > 0) continue;
    const Place& place = places_.at(seat.item);
    // Whose days got free in this commit may be late for what was given before.
    if (place.work || !place.open || HasMoved(seat.person)) continue;
    Tally tally = Count(seat.item);
    std::string later;
    for (const auto& [other, was] : before_) {
      const Seat& now = seats_.at(other);
      const bool got_seat = now.holds && !was.holds && now.item == seat.item;
      const bool comes_later = was.state != A::STATE_WAITLISTED || was.rank > seat.rank;
      if (!got_seat || !comes_later || (replaces && was.state == A::STATE_UNSPECIFIED)) continue;
      Undo(tally, now);
      later = other;
    }
    if (!later.empty() && MayTake(place, tally, name, seat))
      return absl::StrCat(name, " of ", seat.person, " (rank ", seat.rank, ") was passed over by ", later);
  }
  return "";
}

std::string WaitingOracle::CheckDays() const {
  for (const auto& [name, was] : before_) {
    const Seat& seat = seats_.at(name);
    const auto takes_days = [](const Seat& s) { return (s.holds || s.was_there) && !s.undecided; };
    const bool has_new_days = !takes_days(was) || seat.first < was.first || seat.last > was.last;
    if (!takes_days(seat) || !has_new_days) continue;
    const Place place{.part_time = seat.part_time, .first = seat.first, .last = seat.last};
    // Whoever was merged into having two seats of one item keeps them when it moves.
    const std::string other = BusyWith(name, seat.person, takes_days(was) ? "" : seat.item, place);
    if (!other.empty()) return absl::StrCat(seat.person, " is in two places: ", name, " and ", other);
  }
  return "";
}

std::string WaitingOracle::Check(const Step& step) {
  for (const auto& [name, was] : before_) {
    offers_ += was.state == A::STATE_WAITLISTED && seats_.at(name).state == A::STATE_OFFERED;
    moves_ += was.state == A::STATE_WAITLISTED && seats_.at(name).state == A::STATE_CONFIRMED;
  }
  std::string wrong = step.kind == Step::kRegistry ? "" : CheckDays();
  if (wrong.empty()) wrong = CheckWaiting();
  const bool is_one = step.kind == Step::kOnePerson || step.kind == Step::kReplacement;
  if (wrong.empty() && is_one) wrong = CheckPassedOver(step.kind == Step::kReplacement);
  before_.clear();
  return wrong;
}

std::vector<std::string> WaitingOracle::OthersOf(const std::string& assignment) const {
  std::vector<std::string> names;
  for (const auto& [name, seat] : seats_)
    if (name != assignment && seat.person == seats_.at(assignment).person) names.push_back(name);
  return names;
}

std::vector<std::string> WaitingOracle::InTheWayOf(const std::string& assignment) const {
  std::vector<std::string> names;
  for (const std::string& name : OthersOf(assignment)) {
    const Seat& other = seats_.at(name);
    const bool shares_days = Intersection(DaysOf(name), DaysOf(assignment)).has_value();
    if (IsToCome(other.state) && other.holds && !other.part_time && shares_days) names.push_back(name);
  }
  return names;
}

std::vector<std::string> WaitingOracle::In(const std::vector<A::State>& states) const {
  std::vector<std::string> names;
  for (const auto& [name, seat] : seats_)
    if (states.empty() || std::find(states.begin(), states.end(), seat.state) != states.end()) names.push_back(name);
  return names;
}

DateRange WaitingOracle::DaysOf(const std::string& assignment) const {
  const Seat& seat = seats_.at(assignment);
  return {.first = seat.first, .last = seat.last};
}

}  // namespace jiedui::scheduler
