// SPDX-License-Identifier: Apache-2.0
// What the parts of the random history draw from: few enough divisions, categories, items and days that they meet.
#pragma once

#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::scheduler {

inline constexpr int kPeople = 30;
inline constexpr int kOrganizations = 5;  // o0 to o4, at first each in the division of its number
inline constexpr const char* kDivisions[kOrganizations] = {"510824100", "510824112", "510824112200", "510824113",
                                                           "330110"};
inline constexpr registry::v1::PersonCategory kCategories[] = {
    registry::v1::PERSON_CATEGORY_DOCTOR, registry::v1::PERSON_CATEGORY_NURSE, registry::v1::PERSON_CATEGORY_TEACHER};

// 0 to 2 are courses, 3 and 4 postings.
inline std::string ItemAt(int i) {
  return i < 3 ? absl::StrCat("pairings/yh-cx/courses/c", i) : absl::StrCat("pairings/yh-cx/postings/p", i - 3);
}

inline std::string Day(int day) { return FormatDate(*ParseDate("2021-10-01") + day); }

inline std::string OrganizationAt(int i) { return absl::StrCat("organizations/o", i); }

}  // namespace jiedui::scheduler
