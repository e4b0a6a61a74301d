// SPDX-License-Identifier: Apache-2.0
// What pins bring with them, and whether they stand by themselves. Pure.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

inline int32_t PersonOfPair(const Instance& instance, int32_t pair) {
  const auto end = std::upper_bound(instance.pair_begin.begin(), instance.pair_begin.end(), pair);
  return static_cast<int32_t>(end - instance.pair_begin.begin()) - 1;
}

// The pinned pairs and, as long as a pinned item has a prerequisite that the person has not completed, the pair that
// brings it; ascending. FAILED_PRECONDITION names the rule that they break whatever else is chosen: prerequisites,
// dates, number of items, days, exclusions, seats, ceilings, home coverage.
absl::StatusOr<std::vector<int32_t>> CompletePins(const Instance& instance);

}  // namespace jiedui::planning
