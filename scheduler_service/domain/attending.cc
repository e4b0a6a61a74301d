// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/attending.h"

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/item_states.h"

namespace jiedui::scheduler {
namespace {

using v1::Assignment;

// The days of a moved course belong to something else of hers.
absl::Status CheckDecided(const Assignment& assignment) {
  if (!assignment.dates_undecided()) return absl::OkStatus();
  return RulesFailed("RULES_FAILED", {{"DATES_UNDECIDED", assignment.name(),
                                       "found days that are taken by others, required ResolveAssignment first"}});
}

// Nobody checks in on the old days of a course that is being moved.
absl::Status CheckNotMoving(const StepFacts& facts) {
  if (facts.seats.work().kind() != storage::v1::ItemWork::KIND_MOVE) return absl::OkStatus();
  return RulesFailed("RULES_FAILED", {{"WORK_IN_PROGRESS", facts.item.name,
                                       "found people who are being moved to its new days, required that all are"}});
}

}  // namespace

absl::StatusOr<AssignmentChange> CheckIn(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  const Assignment& assignment = facts.assignment;
  if (assignment.check_in_date() == step.date) return Unchanged(assignment);
  RETURN_IF_ERROR(CheckStep(facts, step, Deed::kCheckIn));
  RETURN_IF_ERROR(CheckDecided(assignment));
  RETURN_IF_ERROR(CheckNotMoving(facts));
  RETURN_IF_ERROR(CheckDate(assignment, step.date, {assignment.start_date(), assignment.end_date()}));
  ASSIGN_OR_RETURN(AssignmentChange change, Moved(facts, Assignment::STATE_CHECKED_IN, step, stamp));
  change.assignment.set_check_in_date(step.date);
  return change;
}

absl::StatusOr<AssignmentChange> Complete(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  const Assignment& assignment = facts.assignment;
  const auto result = step.unsuccessful ? Assignment::STATE_NOT_COMPLETED : Assignment::STATE_COMPLETED;
  // Certified is completed, and more.
  const bool is_done = step.unsuccessful ? assignment.state() == result : IsCompleted(assignment.state());
  if (is_done && assignment.close_date() == step.date) return Unchanged(assignment);
  RETURN_IF_ERROR(CheckStep(facts, step, Deed::kFinish));
  RETURN_IF_ERROR(CheckDate(assignment, step.date, {assignment.end_date(), ""}));
  ASSIGN_OR_RETURN(AssignmentChange change, Moved(facts, result, step, stamp));
  change.assignment.set_close_date(step.date);
  change.freed_days = true;  // it is a prerequisite now, or stands no longer in the way of another run
  return change;
}

}  // namespace jiedui::scheduler
