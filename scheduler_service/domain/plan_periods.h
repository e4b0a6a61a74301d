// SPDX-License-Identifier: Apache-2.0
// The periods in which planned items begin: calendar months, or so many days each. One that is under way is joined on
// the day of the plan. They are those of an instance's level where their spread is a goal, and every plan says how full
// each is. Pure, any thread.
#pragma once

#include <cstdint>
#include <set>

#include "scheduler_service/domain/plan_model.h"

namespace jiedui::scheduler {

// Names the periods in the basis, whose items are those of `facts`, by date; and, where the goals name SPREAD, gives
// them to the level, with the places in them that are taken already. Call it after AddGoals.
void AddPeriods(const PlanFacts& facts, const v1::PlanQuestion& question, PlanModel& model);

// Plan.periods. `chosen`: candidacies with a seat.
void TellPeriods(const storage::v1::PlanBasis& basis, const std::set<int32_t>& chosen, v1::Plan& plan);

}  // namespace jiedui::scheduler
