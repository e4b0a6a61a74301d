// SPDX-License-Identifier: Apache-2.0
// Whether a person is licensed on every day of a range. Consecutive licences may cover it together. Pure, any thread.
#pragma once

#include <optional>
#include <string>

#include "common/base/civil_date.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/scheduler/v1/requirements.pb.h"

namespace jiedui::scheduler {

// The first day of `dates` (both ends given) on which the person holds none of the required kinds; nullopt if there is
// no such day, or nothing is required.
std::optional<std::string> FirstDayUnlicensed(const registry::v1::Person& person, const v1::Requirements& required,
                                              const DateRange& dates);

}  // namespace jiedui::scheduler
