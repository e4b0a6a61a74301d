// SPDX-License-Identifier: Apache-2.0
// Runs of one curriculum, of which a person may have one (rule EXCLUSION), as the planner takes them. Pure, any thread.
#pragma once

#include <vector>

#include "scheduler_service/domain/plan_model.h"

namespace jiedui::scheduler {

// One exclusion for each curriculum of which several runs are planned, over all parts of their seats.
void AddExclusions(const std::vector<PlannedItem>& items, PlanModel& model);

}  // namespace jiedui::scheduler
