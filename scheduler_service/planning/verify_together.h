// SPDX-License-Identifier: Apache-2.0
// The judge's own count of what a person could gain by several items. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/verify_reading.h"

namespace jiedui::planning {

// An item that a person may be given, and what it gains them; above 0.
struct Gain {
  int32_t item = 0;
  absl::int128 gain = 0;
};

// The largest sum of at most `most` of the options that a person can have together, by days and exclusions; where
// exclusions tie them in part, by days alone, which is no less. Time: sorting, where all that fit are seldom more than
// `most`.
absl::int128 BestTogether(const Reading& reading, const std::vector<Gain>& options, int32_t most);

}  // namespace jiedui::planning
