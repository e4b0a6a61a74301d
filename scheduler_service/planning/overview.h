// SPDX-License-Identifier: Apache-2.0
// What an optimal plan of the exact case says as a whole: what its floors cost, and of which seats one more would bring
// something. Numbers are differences of optima, not shadow prices. Elsewhere plans are tried: try_overview.h.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

// What a rule that is loosened brings.
struct Loosened {
  std::vector<int64_t> gain;  // a level: what the best plan then has more
  // False: `gain` is that of the best plans that were found, not proven best. At the first level, the best there are
  // differ by `gain_least` to `gain_most`.
  bool is_exact = true;
  int64_t gain_least = 0;
  int64_t gain_most = 0;
};

// A quota without its floor; a gain of 0 at all levels: the floor is free.
struct FloorPrice {
  int32_t quota = 0;
  Loosened without;
};

// One more seat of an item, one more in a quota whose ceiling is reached, or one more by a raise: the others are kNone.
struct SeatWorth {
  int32_t item = kNone;
  int32_t quota = kNone;
  Loosened with;
  int32_t raise = kNone;
};

struct Overview {
  std::vector<FloorPrice> floors;     // of quotas with a floor, ascending
  std::vector<SeatWorth> worthwhile;  // those that bring something: the best first, items before quotas
  int32_t plans = 0;                  // that were made
  bool is_complete = true;            // false: it ended before every floor and seat was looked at
};

// The best first; of equal gain they stay in their order.
void SortByGain(std::vector<SeatWorth>& worthwhile);

// Ends early when `stop`, asked before each floor and seat, says so. Errors of Residual::Make.
absl::StatusOr<Overview> Survey(const Instance& instance, const Solution& solution,
                                const std::function<bool()>& stop = {});

}  // namespace jiedui::planning
