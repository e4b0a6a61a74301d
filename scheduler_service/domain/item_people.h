// SPDX-License-Identifier: Apache-2.0
// What a change of a course or posting does to each of its people. Each function leaves those alone whom it does not
// concern. Pure, any thread.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "jiedui/scheduler/v1/notice.pb.h"
#include "scheduler_service/domain/assignment.h"

namespace jiedui::scheduler {

// Cancelled with the item: whoever has not finished. No black mark.
absl::StatusOr<AssignmentChange> CancelWithItem(const StepFacts& facts, const Step& step, const Stamp& stamp);

// The item is over: whoever is nominated, waits or has an offer has it no more.
absl::StatusOr<AssignmentChange> CloseWithItem(const StepFacts& facts, const Step& step, const Stamp& stamp);

// The item ends early: whoever is there with it, the others are cancelled.
absl::StatusOr<AssignmentChange> EndWithItem(const StepFacts& facts, const Step& step, const Stamp& stamp);

// The item has other dates: whoever has a seat moves with it, or, where the new days are taken by others or by leave,
// keeps the seat and has no days until somebody decides.
absl::StatusOr<AssignmentChange> MoveWithItem(const StepFacts& facts, const Step& step, const Stamp& stamp);

// The item has a later last day: whoever has a place to its end stays on. Adds DOUBLE_BOOKING for everything that is in
// the way, which leaves the person alone. `last_day_before` is the item's.
absl::StatusOr<AssignmentChange> StayWithItem(const StepFacts& facts, absl::string_view last_day_before,
                                              const Step& step, const Stamp& stamp,
                                              std::vector<RuleViolation>& violations);

// The item is another: what the assignment copies of it follows, its days only while nothing is taken for them. The
// rules may also say something else of the person elsewhere. No step of the assignment's story.
absl::StatusOr<AssignmentChange> FollowItem(const StepFacts& facts, const Step& step, const Stamp& stamp);

// What to tell the person.
v1::Notice NoticeOf(const StepFacts& before, const AssignmentChange& change);

}  // namespace jiedui::scheduler
