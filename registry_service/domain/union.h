// SPDX-License-Identifier: Apache-2.0
// Two records of one human being as one, and where people and organisations belonged on a day. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/organization.pb.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::registry {

// What proto/jiedui/registry/v1/person.proto allows in a person's lists.
inline constexpr int kAliasesMax = 10;
inline constexpr int kRolesMax = 2;
inline constexpr int kEmploymentsMax = 50;
inline constexpr int kLicencesMax = 20;
inline constexpr int kTitlesMax = 20;

// The survivor with what the duplicate adds:
//   - its display name, sex, birth date, ethnicity, category, specialty, where the survivor's is empty
//   - its display name and aliases as aliases, after the survivor's; none repeats another or the display name
//   - its roles, in the order of their numbers
//   - its employments, equal ones once; its licences and titles, once also where one says all that another says and
//     fills its empty fields. Each list by first day (an empty one first), then by all that entries say.
// A list to which the duplicate adds nothing stays as it is: who takes over the same again changes nothing.
// Everything else is the survivor's: name, etag, times, and the private fields, which the caller must seal anew.
// RESOURCE_EXHAUSTED / LIMIT_EXCEEDED names every list that is longer than allowed.
absl::StatusOr<v1::Person> United(const v1::Person& survivor, const v1::Person& duplicate);

// The organisations that employ the person on the day (ISO), each once, in the order of the list.
std::vector<std::string> EmployersOn(const v1::Person& person, absl::string_view date);

// The division of the organisation on the day; empty if none is recorded.
std::string DivisionOn(const v1::Organization& organization, absl::string_view date);

}  // namespace jiedui::registry
