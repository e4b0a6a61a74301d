// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/division.h"

#include "absl/strings/match.h"
#include "common/base/civil_date.h"

namespace jiedui::scheduler {

bool LiesIn(absl::string_view division, absl::string_view area) {
  return !division.empty() && absl::StartsWith(division, area);
}

std::string EmployerOn(const registry::v1::Person& person, absl::string_view day) {
  for (const registry::v1::Employment& employment : person.employments())
    if (Contains({employment.start_date(), employment.end_date()}, day)) return employment.organization();
  return "";
}

std::string DivisionOn(const registry::v1::Organization& organization, absl::string_view day) {
  for (const registry::v1::DivisionMembership& membership : organization.divisions())
    if (Contains({membership.start_date(), membership.end_date()}, day)) return membership.division();
  return "";
}

}  // namespace jiedui::scheduler
