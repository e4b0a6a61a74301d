// SPDX-License-Identifier: Apache-2.0
// The exact case from a plan that is near the best: whoever still may keeps what people were told (Instance::base),
// whoever has nothing takes the best of what is free, first come, first served; then cycles of moves improve it until
// none is left (Residual::Improve). Where little has changed, or the order of the people decides, that is a small part
// of the work of a flow from nothing; the plan is as good, and of equally good ones it may be another. The general case
// (overlap.h) always begins with nothing.
#pragma once

#include <optional>

#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

// Whether a flow from nothing takes so long that it is worth trying: there its time grows with the number of distinct
// values (primal_dual.h), here it does not. With few values it is at least as quick.
bool IsWarmStartWorthIt(const Instance& instance);

// Nullopt, and the flow is to begin with nothing: with a level of fairness, where the filling leaves floors open, or
// when it is so far from the optimum that nothing would be saved. `network`: of BuildFlow.
std::optional<Solution> SolveFromFilling(const Instance& instance, const FlowNetwork& network, Meter& meter);

}  // namespace jiedui::planning
