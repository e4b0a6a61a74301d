// SPDX-License-Identifier: Apache-2.0
// How a person gets a seat, or the next place on the waiting list; and how a freed seat is offered to whoever waits.
// Pure, any thread.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "common/base/errors.h"
#include "scheduler_service/domain/assignment.h"
#include "scheduler_service/domain/nomination.h"

namespace jiedui::scheduler {

// A seat at once, without nomination. ALREADY_EXISTS as CheckName; FAILED_PRECONDITION as RefusedNew, with every rule
// that refuses; RESOURCE_EXHAUSTED: the calendar is full.
absl::StatusOr<AssignmentChange> Assign(const AssignmentFacts& facts, const Step& step, const Stamp& stamp);

// SECOND_SEAT, if another assignment of the person has a seat of the item: a merge, or a no-show who came after all,
// may have brought two, and one is enough.
void AddSecondSeat(const StepFacts& facts, std::vector<RuleViolation>& refusals);

// Of the approved: a seat, or, where no rule refuses but those of the seat, the last place on the waiting list; also
// where free seats are still being offered to those who wait. Errors as Assign; ILLEGAL_STATE; RESOURCE_EXHAUSTED:
// kWaitingPerItemMax.
absl::StatusOr<AssignmentChange> Confirm(const StepFacts& facts, const Candidate& candidate, const Step& step,
                                         const Stamp& stamp);

// Of those who wait: the seat and the days are kept until `stamp.now` plus the item's offer_hours. `freed_by` is the
// assignment whose seat it was; empty if none. FAILED_PRECONDITION / RULES_FAILED: not eligible (now); then whoever
// comes next is asked.
absl::StatusOr<AssignmentChange> Offer(const StepFacts& facts, const Candidate& candidate, absl::string_view freed_by,
                                       const Stamp& stamp);

// Whether Offer and MoveUp would give the seat: no rule refuses, and there is room for one more step.
bool MayTakeSeat(const StepFacts& facts, const Candidate& candidate);

// As Offer, and the seat is theirs at once: of those who give up another one for it (moving.h).
absl::StatusOr<AssignmentChange> MoveUp(const StepFacts& facts, const Candidate& candidate, absl::string_view freed_by,
                                        const Stamp& stamp);

absl::StatusOr<AssignmentChange> AcceptOffer(const StepFacts& facts, const Step& step, const Stamp& stamp);
absl::StatusOr<AssignmentChange> DeclineOffer(const StepFacts& facts, const Step& step, const Stamp& stamp);

// Takes the item's days for an assignment that has none (dates_undecided), once they are free. Errors as Assign.
absl::StatusOr<AssignmentChange> Resolve(const StepFacts& facts, const Candidate& candidate, const Step& step,
                                         const Stamp& stamp);

}  // namespace jiedui::scheduler
