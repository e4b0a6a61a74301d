// SPDX-License-Identifier: Apache-2.0
// What pins bring with them, and whether they stand by themselves. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

// The pinned pairs and, as long as a pinned item has a prerequisite that the person has not completed, the pair that
// brings it; ascending. FAILED_PRECONDITION names the rule that they break whatever else is chosen: prerequisites,
// dates, number of items, days, exclusions, seats, ceilings, home coverage.
absl::StatusOr<std::vector<int32_t>> CompletePins(const Instance& instance);

}  // namespace jiedui::planning
