// SPDX-License-Identifier: Apache-2.0
// Courses that run with at least seats_min people or not at all: which of them run is searched, with a solver of
// instances without minima as the oracle.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

// Solves instances without seats_min.
using Oracle = std::function<absl::StatusOr<Answer>(const Instance& instance, Meter& meter)>;

// A course with fewer candidates than its minimum is closed at once, one with pins runs. Then depth first: where the
// oracle's plan leaves a course between nobody and its minimum, it must run or is closed; branches that cannot beat the
// best plan are cut. Beyond kNodesMax of them, courses of the best plan are opened and closed one by one as long as
// that helps; where there is none yet, it is the one that closes what has not come to its minimum by then.
// The certificate is that of the instance with all minima left out, which the gap is measured against.
// Errors: of the oracle; FAILED_PRECONDITION when no choice of courses has a plan; RESOURCE_EXHAUSTED when none was
// found.
absl::StatusOr<Answer> SolveClassSizes(const Instance& instance, const Oracle& oracle, Meter& meter);

}  // namespace jiedui::planning
