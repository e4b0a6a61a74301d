// SPDX-License-Identifier: Apache-2.0
// How an assignment ends before its time: by the person, by the office, or because the person did not come. Pure, any
// thread.
#pragma once

#include "absl/status/statusor.h"
#include "scheduler_service/domain/assignment.h"

namespace jiedui::scheduler {

// Each: ABORTED / ETAG_MISMATCH; FAILED_PRECONDITION / ILLEGAL_STATE, or RULES_FAILED with ITEM_STATE or DATE_OUTSIDE.
// Done already, it changes nothing. Whatever was held is free; who moves up is decided by who waits.
absl::StatusOr<AssignmentChange> Withdraw(const StepFacts& facts, const Step& step, const Stamp& stamp);
absl::StatusOr<AssignmentChange> Cancel(const StepFacts& facts, const Step& step, const Stamp& stamp);
absl::StatusOr<AssignmentChange> MarkNoShow(const StepFacts& facts, const Step& step, const Stamp& stamp);

// After check-in: the days after `step.date` are free; the seat stays taken, it was used. A stay at a posting that was
// shorter than its days_min is marked.
absl::StatusOr<AssignmentChange> EndEarly(const StepFacts& facts, const Step& step, const Stamp& stamp);
absl::StatusOr<AssignmentChange> Dismiss(const StepFacts& facts, const Step& step, const Stamp& stamp);

// Another person takes the seat: what is left of the days is free, the seat is not. Before check-in all days are;
// after, those after `step.date`.
absl::StatusOr<AssignmentChange> GiveWay(const StepFacts& facts, const Step& step, const Stamp& stamp);

}  // namespace jiedui::scheduler
