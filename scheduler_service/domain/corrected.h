// SPDX-License-Identifier: Apache-2.0
// What an approved correction makes of one assignment. Seats and days follow, so that the guards stay right. Pure, any
// thread.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jiedui/scheduler/v1/edition.pb.h"
#include "scheduler_service/domain/assignment.h"

namespace jiedui::scheduler {

// Whether the assignment may become that. FAILED_PRECONDITION / ILLEGAL_STATE: its state does not allow it: one that is
// CERTIFIED keeps its certificate, whose number is counted; who never had a seat, or gave it to another, has none to be
// corrected; who never checked in is first corrected to CHECKED_IN.
absl::Status CheckCorrectable(const v1::Assignment& assignment, v1::CorrectionChange::Kind kind);

// The assignment as the change says, with an event of the verb ApproveCorrection. What attendance asks before somebody
// completes is not asked: two people have decided. FAILED_PRECONDITION / ILLEGAL_STATE as above; RULES_FAILED:
// DATE_OUTSIDE, DOUBLE_BOOKING on the days that it takes again, NO_SEAT (or another reason why there is none).
absl::StatusOr<AssignmentChange> Corrected(const StepFacts& facts, const v1::CorrectionChange& change,
                                           const std::string& reason, const Stamp& stamp);

}  // namespace jiedui::scheduler
