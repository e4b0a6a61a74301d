// SPDX-License-Identifier: Apache-2.0
// The exact case from instance to plan and proof.
#pragma once

#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

// `network` is that of `instance` (BuildFlow, nothing in why_not). Errors as of Solve: OUT_OF_RANGE,
// RESOURCE_EXHAUSTED. The answer is not verified yet.
absl::StatusOr<Answer> SolveFlow(const Instance& instance, const FlowNetwork& network, Meter& meter);

// The plan with the largest sum at these weights, with one proof of it and what that says of each level; no pins too
// many. OUT_OF_RANGE when the weights do not fit.
absl::StatusOr<Answer> SolveFlowAt(const Instance& instance, const FlowNetwork& network,
                                   const std::vector<absl::int128>& level_weights, Meter& meter);

}  // namespace jiedui::planning
