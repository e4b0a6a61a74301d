// SPDX-License-Identifier: Apache-2.0
// What is said by limits, as prices and trials do not know all of it. Of a plan whose pools were parted beforehand
// (plan_parting.h) they tell what changes would do with the parting as it is; with any parting they may do more or
// less. Of an engagement that is given up they tell that its days become free, and not its seat. Pure.
#pragma once

#include "absl/status/status.h"
#include "jiedui/scheduler/storage/v1/plans.pb.h"
#include "jiedui/scheduler/v1/plan_explanation.pb.h"
#include "jiedui/scheduler/v1/plan_overview.pb.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::scheduler {

// Of remedies that give up an engagement whose seat the plan could use, or that keeps somebody from home. `instance`
// and `solution`: of the basis.
void LoosenGivenUp(const storage::v1::PlanBasis& basis, const planning::Instance& instance,
                   const planning::Solution& solution, v1::PersonExplanation& explanation);

// Nothing changes where the basis has no relaxation. `solution`: of the basis. DATA_LOSS: the basis is damaged.
absl::Status LoosenParting(const storage::v1::PlanBasis& basis, const planning::Solution& solution,
                           v1::PlanOverview& overview);
absl::Status LoosenParting(const storage::v1::PlanBasis& basis, const planning::Solution& solution,
                           v1::PersonExplanation& explanation);

}  // namespace jiedui::scheduler
