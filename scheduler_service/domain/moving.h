// SPDX-License-Identifier: Apache-2.0
// Somebody who has a seat and would rather have another one: they wait for it and keep theirs. When it is free they
// change in one commit, and the seat that they leave is there for the next: a freed seat is served by a chain of moves.
// Pure, any thread.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "scheduler_service/domain/assignment.h"
#include "scheduler_service/domain/rules.h"

namespace jiedui::scheduler {

// Whether `held` can be given up for `wanted`: of the same person, at an item that shares days with the other or is
// another run of its curriculum, and whatever CancelAssignment may cancel: a seat that is not taken up, or a nomination
// or a place on a waiting list on the way to one.
// FAILED_PRECONDITION / RULES_FAILED: GIVES_UP; ILLEGAL_STATE.
absl::Status CheckGivesUp(const StepFacts& wanted, const StepFacts& held);

// The candidate as they will be without that seat: it takes no days, and counts as no part in a course.
Candidate WithoutSeat(Candidate candidate, const v1::Assignment& held);

// Of those who wait, or are approved: what they give up is noted.
AssignmentChange WithGivesUp(AssignmentChange change, const v1::Assignment& held, const Stamp& stamp);

// The seat is given up for `wanted`: CANCELLED, by no fault of the person, who may come back to the item.
absl::StatusOr<AssignmentChange> GiveUp(const StepFacts& held, const v1::Assignment& wanted, const Stamp& stamp);

}  // namespace jiedui::scheduler
