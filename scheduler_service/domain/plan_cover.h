// SPDX-License-Identifier: Apache-2.0
// Home coverage in an instance of the planner: of an organisation whose people some item may not take too many of at a
// time. An instance knows a limit for an organisation and days, not for an item, so on the days of the item it holds
// for everything full-time that the organisation's people may get; where that is stricter than the items ask, it is
// said. Pure, any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/domain/plan_model.h"

namespace jiedui::scheduler {

// `seekers_of`: by person of the instance, their candidacies. Adds a group and a limit for whatever is asked on some
// days and can bind and, for everybody who is away already then, a person who seeks nothing.
void AddHomeCovers(const PlanFacts& facts, const std::vector<std::vector<int32_t>>& seekers_of, PlanModel& model);

}  // namespace jiedui::scheduler
