// SPDX-License-Identifier: Apache-2.0
// Courses that ask for a least number of participants, in a plan. Pure, any thread.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "scheduler_service/domain/plan_model.h"

namespace jiedui::scheduler {

// What the planner is to ask of the item: 0 once somebody has a seat, as it is held then.
int MinimumOf(const PlannedItem& planned);

// Plan.course_sizes. `chosen`: candidacies with a seat.
void TellCourseSizes(const PlanModel& model, const std::set<int32_t>& chosen, v1::Plan& plan);

// By item of the instance: whether it may be left out, and is.
std::vector<bool> NotRun(const planning::Instance& instance, const std::vector<int32_t>& pairs);

}  // namespace jiedui::scheduler
