// SPDX-License-Identifier: Apache-2.0
// The general case (overlap.h) with a level of fairness, of spread, or both: plans for a few prices of the groups' and
// the periods' pairs, each of which bounds what any plan can reach, made better by the true worth (even_repair.h); the
// best of them.
#pragma once

#include "absl/status/statusor.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

// As SolveOverlaps. That the largest worth of fairness is the leximin holds in the exact case only: Plan::relaxed says
// so (kFairnessIsBounded), and the plan is not optimal().
absl::StatusOr<Solution> SolveEvenOverlaps(const Instance& instance, Meter& meter);

}  // namespace jiedui::planning
