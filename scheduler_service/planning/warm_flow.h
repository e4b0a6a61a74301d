// SPDX-License-Identifier: Apache-2.0
// The exact case from the plan that people were told (Instance::base): whoever still may keeps what they had, whoever
// has nothing takes what is free, and what is not the best yet is improved (Residual::Improve). Where little has
// changed that is a small part of the work of a plan from nothing; the plan is as good, and of equally good ones it may
// be another.
#pragma once

#include <optional>

#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

// Whether a plan from nothing takes so long that it is worth it: there its time grows with the number of distinct
// values (primal_dual.h), here it does not. With few values it is at least as quick.
bool IsWarmStartWorthIt(const Instance& instance);

// Nullopt, and the plan is to be made from nothing: without a base, with a level of fairness, where the base leaves
// floors open, or when it is so far from the optimum that nothing would be saved. `network`: of BuildFlow.
std::optional<Solution> SolveFromBase(const Instance& instance, const FlowNetwork& network, Meter& meter);

}  // namespace jiedui::planning
