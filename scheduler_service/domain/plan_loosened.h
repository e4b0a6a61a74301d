// SPDX-License-Identifier: Apache-2.0
// What is said of a plan whose pools were parted beforehand (plan_parting.h): prices and trials tell what changes would
// do with the parting as it is. With any parting they may do more or less, so that what they do to the first goal is
// said by limits. Nothing changes where the basis has no relaxation. Pure.
#pragma once

#include "absl/status/status.h"
#include "jiedui/scheduler/storage/v1/plans.pb.h"
#include "jiedui/scheduler/v1/plan_explanation.pb.h"
#include "jiedui/scheduler/v1/plan_overview.pb.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::scheduler {

// `solution`: of the basis. DATA_LOSS: the basis is damaged.
absl::Status LoosenParting(const storage::v1::PlanBasis& basis, const planning::Solution& solution,
                           v1::PlanOverview& overview);
absl::Status LoosenParting(const storage::v1::PlanBasis& basis, const planning::Solution& solution,
                           v1::PersonExplanation& explanation);

}  // namespace jiedui::scheduler
