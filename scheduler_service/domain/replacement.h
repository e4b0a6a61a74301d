// SPDX-License-Identifier: Apache-2.0
// One person takes over from another in the same seat (替换, 轮换). Pure, any thread.
#pragma once

#include "absl/status/statusor.h"
#include "scheduler_service/domain/assignment.h"
#include "scheduler_service/domain/nomination.h"

namespace jiedui::scheduler {

struct Replacement {
  AssignmentChange goes;   // its assignment and calendar
  AssignmentChange comes;  // its assignment, calendar and the seats
};

// `leaving` is the one who goes, `facts` the one who comes, whose candidate's item begins with the day of coming.
// `goes` says the last day of the one who goes, `comes` names the new assignment. Days together are a handover, days
// between a gap: both are written down in handover_gap_days, neither is refused. Errors as Assign and GiveWay;
// DATE_OUTSIDE: comes on a day that is none of the item's.
absl::StatusOr<Replacement> Replace(const StepFacts& leaving, const AssignmentFacts& facts, const Step& goes,
                                    const Step& comes, const Stamp& stamp);

}  // namespace jiedui::scheduler
