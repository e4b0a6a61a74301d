// SPDX-License-Identifier: Apache-2.0
// What would be, if: another instance solved beside the first, or a limit swept over a range. Nothing is changed. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/edits.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

struct Supposed {
  std::optional<Solution> solution;  // nullopt: no plan keeps the rules then
  std::vector<int64_t> effect;       // a level: new value minus old; empty without a plan
  // Both plans are optimal: `effect` is exact, a difference of optima. Else the optima differ at the first level by at
  // least `effect_least` and at most `effect_most`.
  bool is_exact = false;
  int64_t effect_least = 0;
  int64_t effect_most = 0;
};

// `plan` is the one of `instance`. Errors of Edited and Solve.
absl::StatusOr<Supposed> WhatIf(const Instance& instance, const Plan& plan, const std::vector<Edit>& edits,
                                const Budget& budget = {});

struct SweepPoint {
  int32_t limit = 0;
  std::optional<std::vector<int64_t>> value;  // a level: of the optimum; nullopt: no plan keeps the rules
};

// A limit of a quota over a range; `limit` is kFloor or kCeiling.
struct Sweep {
  int32_t quota = 0;
  Edit::Kind limit = Edit::Kind::kCeiling;
  int32_t least = 0;
  int32_t most = 0;
};

// The optimum at each limit of the sweep, in one walk along the residual graph. Errors of Residual::Make;
// INVALID_ARGUMENT for a range that is empty or, with the other limit of the quota, impossible.
absl::StatusOr<std::vector<SweepPoint>> SweepQuota(const Instance& instance, const Solution& solution,
                                                   const Sweep& sweep);

}  // namespace jiedui::planning
