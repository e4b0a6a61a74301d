// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/item.h"

#include "absl/strings/str_cat.h"
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
      .requirements = resource.requirements()};
}

}  // namespace

Item ItemOf(const v1::Course& course) { return MakeItem(course); }
Item ItemOf(const v1::Posting& posting) { return MakeItem(posting); }

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
