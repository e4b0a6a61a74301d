// SPDX-License-Identifier: Apache-2.0
// Whether a person is licensed on every day of a range. Consecutive licences may cover it together. Pure, any thread.
#pragma once

#include <optional>
#include <string>

#include "common/base/civil_date.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/scheduler/v1/assignment_service.pb.h"
#include "jiedui/scheduler/v1/requirements.pb.h"

namespace jiedui::scheduler {

// The first day of `dates` (both ends given) on which the person holds none of the required kinds; nullopt if there is
// no such day, or nothing is required.
std::optional<std::string> FirstDayUnlicensed(const registry::v1::Person& person, const v1::Requirements& required,
                                              const DateRange& dates);

// By when the licence that ends on the day before `unlicensed` is to be renewed: three months before for village
// doctors (乡村医生从业管理条例 article 16), 30 days before for nurses (护士条例 article 10), else that day.
std::string RenewalDueDate(const registry::v1::Person& person, const v1::Requirements& required,
                           const std::string& unlicensed);

// What is wrong with the licence that an assignment's item asks for, on the day `as_of`: lapsed on that day, or running
// out before the item ends; nullopt = nothing, or the assignment is over by then. It is flagged, never ended (U9).
std::optional<v1::ComplianceIssue> LicenceIssue(const registry::v1::Person& person, const v1::Requirements& required,
                                                const v1::Assignment& assignment, const std::string& as_of);

}  // namespace jiedui::scheduler
