// SPDX-License-Identifier: Apache-2.0
// The divisions of those who are planned: groups of an instance of the planner, where fairness between them is a goal,
// and how a plan serves each. A person's division is that of the first of their candidacies that no rule refuses. Pure,
// any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/domain/plan_model.h"

namespace jiedui::scheduler {

// Names the divisions in the basis, whose seekers are those of `facts`; and, where the goals name FAIRNESS, adds a
// group for each to the instance and to the level. Someone whose division is not known is in none of them,
// nor is who cannot get anything whatever the others do: call it after AddPins.
void AddDivisions(const PlanFacts& facts, const std::vector<std::vector<int32_t>>& seekers_of, PlanModel& model);

// Plan.divisions, of the people that fairness counts. `chosen`: candidacies with a seat.
void TellDivisions(const PlanModel& model, const std::set<int32_t>& chosen, v1::Plan& plan);

}  // namespace jiedui::scheduler
