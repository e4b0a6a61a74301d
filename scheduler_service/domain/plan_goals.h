// SPDX-License-Identifier: Apache-2.0
// The goals of a plan as levels of an instance of the planner. Pure, any thread.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "scheduler_service/domain/plan_model.h"

namespace jiedui::scheduler {

// `seekers`: in the plan's order, all of them, so that a place in the order is worth the same whoever is refused.
// `base`: names of the assignments that the base plan seats.
void AddGoals(const std::vector<PlanCandidate>& seekers, const v1::PlanQuestion& question,
              const std::set<std::string>& base, PlanModel& model);

}  // namespace jiedui::scheduler
