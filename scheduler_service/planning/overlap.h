// SPDX-License-Identifier: Apache-2.0
// The general case: people may have several items whose days overlap in any way, quotas may cross, and rules may tie a
// person's choices, or people, to each other. Prices of gates bound what any plan can bring; a roster filled at those
// prices and improved by chains of moves comes close.
#pragma once

#include "absl/status/statusor.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

// `instance` is a checked one without seats_min (class_sizes.h brings those). The plan keeps every rule; its bound
// leaves out what Plan::relaxed lists. Not verified yet. Errors: FAILED_PRECONDITION when pins alone break a rule;
// RESOURCE_EXHAUSTED when no plan was found that keeps the floors, which is no proof that there is none; OUT_OF_RANGE
// when levels and floors do not fit 128 bits together.
absl::StatusOr<Solution> SolveOverlaps(const Instance& instance, Meter& meter);

}  // namespace jiedui::planning
