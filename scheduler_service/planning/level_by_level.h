// SPDX-License-Identifier: Apache-2.0
// The exact case with more goal levels than fit one proof (docs/adr/0031): one plan at weights that are close to each
// other, and a proof for the first levels by themselves beside that of all.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/level_weights.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

// As SolveFlow, without pins too many. OUT_OF_RANGE when the levels fit not even so. `moves_max`: the longest chains
// that are outweighed.
absl::StatusOr<Answer> SolveLevels(const Instance& instance, const FlowNetwork& network, Meter& meter,
                                   int64_t moves_max = kMovesMost);

}  // namespace jiedui::planning
