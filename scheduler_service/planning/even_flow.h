// SPDX-License-Identifier: Apache-2.0
// The exact case with a level of fairness, of spread, or both, from instance to plan and proof: the optimum at every
// level, and at the level of fairness the leximin.
//
// What a further pair is worth to evenness falls with their number (falling_worth.h), which a flow takes in exactly:
// of a group, those who get nothing stay in places that cost more and more (stays.h); of a period, places that nobody
// takes have fillers that bring more and more (fillers.h). So that a group of thousands does not need as many of them,
// they are fine near the plan before and coarse elsewhere (worth_blocks.h), and the flow is solved again around what
// came out until the true worth proves it: about as many rounds as a group's size has binary digits, fewer from a base.
#pragma once

#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

// As SolveFlow; `level_weights`: of LevelWeights. When the budget ends early, the best plan so far with a bound that
// holds.
absl::StatusOr<Answer> SolveEvenFlow(const Instance& instance, const FlowNetwork& network,
                                     const std::vector<absl::int128>& level_weights, Meter& meter);

}  // namespace jiedui::planning
