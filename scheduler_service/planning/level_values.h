// SPDX-License-Identifier: Apache-2.0
// What chosen pairs come to at each level, of which some are no sums over pairs but over classes of them. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

// A level of the instance wants its pairs to be even: between groups (fairness.h) or between periods (spread.h).
bool HasEvenness(const Instance& instance);

// What the pairs come to at each level.
std::vector<int64_t> ValuesOf(const Instance& instance, const std::vector<int32_t>& pairs);

}  // namespace jiedui::planning
