// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/item.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/resource_name.h"

namespace jiedui::scheduler {
namespace {

template <typename Resource>
Item MakeItem(const Resource& resource) {
  return {
      .name = resource.name(),
      .display_name = resource.display_name(),
      .dates = {resource.start_date(), resource.end_date()},
      .intensity = resource.intensity() == v1::INTENSITY_PART_TIME ? v1::INTENSITY_PART_TIME : v1::INTENSITY_FULL_TIME,
      .requirements = resource.requirements(),
      .offer_hours = resource.offer_hours() == 0 ? 24 : resource.offer_hours()};
}

Phase PhaseOf(v1::Course::State state) {
  switch (state) {
    case v1::Course::STATE_DRAFT:
    case v1::Course::STATE_PUBLISHED:
      return Phase::kPreparing;
    case v1::Course::STATE_OPEN_FOR_NOMINATION:
      return Phase::kNominating;
    case v1::Course::STATE_CONFIRMED:
      return Phase::kFixed;
    case v1::Course::STATE_ENDED:
      return Phase::kOver;
    case v1::Course::STATE_ARCHIVED:
      return Phase::kArchived;
    case v1::Course::STATE_CANCELLED:
      return Phase::kCancelled;
    default:  // also what was stored before there were states
      return Phase::kRunning;
  }
}

Phase PhaseOf(v1::Posting::State state) {
  switch (state) {
    case v1::Posting::STATE_PLANNED:
      return Phase::kNominating;
    case v1::Posting::STATE_CONFIRMED:
      return Phase::kFixed;
    case v1::Posting::STATE_COMPLETED:
    case v1::Posting::STATE_ENDED_EARLY:
      return Phase::kOver;
    case v1::Posting::STATE_CANCELLED:
      return Phase::kCancelled;
    default:
      return Phase::kRunning;
  }
}

}  // namespace

Item ItemOf(const v1::Course& course) {
  Item item = MakeItem(course);
  item.is_course = true;
  item.location = course.location_division();
  item.phase = PhaseOf(course.state());
  item.state = std::string(absl::StripPrefix(v1::Course::State_Name(course.state()), "STATE_"));
  item.track = course.track();
  item.curriculum = course.curriculum();
  item.seats_min = course.seats_min();
  return item;
}

Item ItemOf(const v1::Posting& posting) {
  Item item = MakeItem(posting);
  item.phase = PhaseOf(posting.state());
  item.state = std::string(absl::StripPrefix(v1::Posting::State_Name(posting.state()), "STATE_"));
  item.location = posting.location_division();
  item.clinical = posting.clinical();
  item.days_min = posting.days_min();
  return item;
}

bool ConcernsPeople(const Item& before, const Item& after) {
  const auto asks_for_licence = [](const Item& item) { return !item.requirements.licence_kinds().empty(); };
  return before.curriculum != after.curriculum || before.track != after.track || before.intensity != after.intensity ||
         before.dates.first != after.dates.first || before.dates.last != after.dates.last ||
         asks_for_licence(before) != asks_for_licence(after);
}

bool IsCourseName(absl::string_view item_name) { return MatchesPattern(item_name, "pairings/*/courses/*"); }

std::vector<FieldViolation> CheckDates(absl::string_view prefix, const DateRange& dates, int days_max) {
  const std::string field = absl::StrCat(prefix, "end_date");
  if (dates.last < dates.first) return {{field, absl::StrCat(dates.last, " is before the first day ", dates.first)}};
  if (const int days = DaysIn(dates) - 1; days > days_max)
    return {{field, absl::StrCat(days, " days after the first day; at most ", days_max)}};
  return {};
}

std::vector<RuleViolation> OutsidePairing(const v1::Pairing& pairing, const Item& item) {
  const DateRange allowed{pairing.start_date(), pairing.end_date()};
  if (Covers(allowed, item.dates)) return {};
  return {{"PAIRING_DATES", pairing.name(),
           absl::StrCat("found ", ToString(item.dates), ", required within ", ToString(allowed))}};
}

std::vector<RuleViolation> FixedWhileAssigned(const Item& before, const Item& after, int taken) {
  std::vector<RuleViolation> violations;
  if (taken == 0) return violations;
  if (before.dates.first != after.dates.first || before.dates.last != after.dates.last)
    violations.push_back({"DATES_FIXED", before.name,
                          absl::StrCat("found ", ToString(after.dates), ", required ", ToString(before.dates),
                                       " while people are assigned: ", taken)});
  if (before.intensity != after.intensity)
    violations.push_back({"INTENSITY_FIXED", before.name,
                          absl::StrCat("found ", v1::Intensity_Name(after.intensity), ", required ",
                                       v1::Intensity_Name(before.intensity), " while people are assigned: ", taken)});
  return violations;
}

}  // namespace jiedui::scheduler
