// SPDX-License-Identifier: Apache-2.0
// What an optimal plan of the exact case says as a whole: what its floors cost, which items are worth enlarging, whose
// wishes were met, how the groups were served. Numbers are differences of optima, not shadow prices.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

struct FloorPrice {
  int32_t quota = 0;
  std::vector<int64_t> cost;  // a level: what the optimum without this floor has more; all 0: the floor is free
};

struct SeatWorth {
  int32_t item = 0;
  std::vector<int64_t> gain;  // a level: what one more seat brings
};

struct ServiceRate {
  int32_t group = 0;
  int32_t people = 0;  // of the group: with a pair
  int32_t placed = 0;  // of those: with a chosen one
};

struct Overview {
  std::vector<FloorPrice> floors;     // of quotas with a floor, ascending
  std::vector<SeatWorth> worthwhile;  // items where a seat more brings something: the best first
  std::vector<int64_t> rank_profile;  // how many chosen pairs are their person's best, second best, ...
  std::vector<ServiceRate> groups;    // ascending
};

// `wishes`: the level that people rank their pairs by; pairs of equal value share a rank. Errors of Residual::Make, and
// INVALID_ARGUMENT when there is no such level.
absl::StatusOr<Overview> Survey(const Instance& instance, const Solution& solution, int32_t wishes);

}  // namespace jiedui::planning
