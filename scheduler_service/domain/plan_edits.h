// SPDX-License-Identifier: Apache-2.0
// What if: an item as a supposed change would make it, before anybody is looked at. Pure, any thread.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "jiedui/scheduler/v1/planning_service.pb.h"
#include "scheduler_service/domain/plan_candidate.h"

namespace jiedui::scheduler {

// `edits` that do not speak of the item are left alone. `plan` is what the item offers. INVALID_ARGUMENT with paths
// from "edits[3]."; FAILED_PRECONDITION / RULES_FAILED: BELOW_TAKEN, as AllocateSeats.
absl::Status ApplyEdits(const std::vector<v1::PlanEdit>& edits, SeatPlan plan, PlannedItem& planned);

}  // namespace jiedui::scheduler
