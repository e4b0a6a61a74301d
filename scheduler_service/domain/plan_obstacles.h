// SPDX-License-Identifier: Apache-2.0
// What is in the way of a candidacy whatever else the plan gives, in names: what the planner says of its numbers
// (planning/obstacles.h) as findings of rules. Pure, any thread.
#pragma once

#include "jiedui/scheduler/storage/v1/plans.pb.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/obstacles.h"

namespace jiedui::scheduler {

// Of every obstacle but kForbidden, which is no rule: DOUBLE_BOOKING, PINNED_ELSEWHERE, EXCLUSION,
// ITEMS_PER_PERSON, DAYS_PER_PERSON.
v1::RuleFinding FindingOf(const storage::v1::PlanBasis& basis, const planning::Instance& instance,
                          const planning::Obstacle& obstacle);

}  // namespace jiedui::scheduler
