// SPDX-License-Identifier: Apache-2.0
// The person comes, and stays to the end. Pure, any thread.
#pragma once

#include "absl/status/statusor.h"
#include "scheduler_service/domain/assignment.h"

namespace jiedui::scheduler {

// Each: ABORTED / ETAG_MISMATCH; FAILED_PRECONDITION / ILLEGAL_STATE, or RULES_FAILED with ITEM_STATE or DATE_OUTSIDE.
// Done already with the same date (and result), it changes nothing.
absl::StatusOr<AssignmentChange> CheckIn(const StepFacts& facts, const Step& step, const Stamp& stamp);
absl::StatusOr<AssignmentChange> Complete(const StepFacts& facts, const Step& step, const Stamp& stamp);

}  // namespace jiedui::scheduler
