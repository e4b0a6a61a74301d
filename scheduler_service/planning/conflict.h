// SPDX-License-Identifier: Apache-2.0
// Why no plan keeps all rules of an exact instance: prices that prove it, and a few rules that cannot hold together.
#pragma once

#include "absl/status/statusor.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

// `network` is that of `instance`, which has no plan. The rules are taken from those that the prices blame, one after
// the other left out for good while the rest still cannot hold: so each that stays is needed (a pin also stays where
// the case is exact only with it). When the budget ends meanwhile, RESOURCE_EXHAUSTED: rules not yet tried would be
// blamed without proof.
absl::StatusOr<Answer> ProveInfeasible(const Instance& instance, const FlowNetwork& network, Meter& meter);

}  // namespace jiedui::planning
