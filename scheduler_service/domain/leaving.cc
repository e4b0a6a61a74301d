// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/leaving.h"

#include "common/base/civil_date.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/item_states.h"

namespace jiedui::scheduler {
namespace {

using v1::Assignment;

absl::StatusOr<AssignmentChange> StepBack(const StepFacts& facts, Assignment::State state, const Step& step,
                                          const Stamp& stamp) {
  if (facts.assignment.state() == state) return Unchanged(facts.assignment);
  RETURN_IF_ERROR(CheckStep(facts, step, Deed::kLeave));
  return Freed(facts, state, step, stamp);
}

// Ends on the day, and frees the days after.
absl::StatusOr<AssignmentChange> EndOn(const StepFacts& facts, Assignment::State state, const Step& step,
                                       const Stamp& stamp) {
  const Assignment& assignment = facts.assignment;
  RETURN_IF_ERROR(CheckDate(assignment, step.date, {assignment.check_in_date(), assignment.end_date()}));
  ASSIGN_OR_RETURN(AssignmentChange change, Moved(facts, state, step, stamp));
  change.assignment.set_close_date(step.date);
  change.assignment.set_end_date(step.date);
  const int days = DaysIn({assignment.check_in_date(), step.date});
  change.assignment.set_short_stay(days < facts.item.days_min);
  change.calendar = facts.calendar;
  Shorten(*change.calendar, assignment.name(), step.date);
  change.freed_days = true;
  return change;
}

absl::StatusOr<AssignmentChange> LeaveAfterCheckIn(const StepFacts& facts, Assignment::State state, const Step& step,
                                                   const Stamp& stamp) {
  const Assignment& assignment = facts.assignment;
  if (assignment.state() == state && assignment.close_date() == step.date) return Unchanged(assignment);
  RETURN_IF_ERROR(CheckStep(facts, step, Deed::kFinish));
  return EndOn(facts, state, step, stamp);
}

}  // namespace

absl::StatusOr<AssignmentChange> Withdraw(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  return StepBack(facts, Assignment::STATE_WITHDRAWN, step, stamp);
}

absl::StatusOr<AssignmentChange> Cancel(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  return StepBack(facts, Assignment::STATE_CANCELLED, step, stamp);
}

absl::StatusOr<AssignmentChange> MarkNoShow(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  const Assignment& assignment = facts.assignment;
  if (assignment.state() == Assignment::STATE_NO_SHOW) return Unchanged(assignment);
  RETURN_IF_ERROR(CheckStep(facts, step, Deed::kLeave));
  RETURN_IF_ERROR(CheckDate(assignment, step.date, {facts.item.dates.first, ""}));
  return Freed(facts, Assignment::STATE_NO_SHOW, step, stamp);
}

absl::StatusOr<AssignmentChange> EndEarly(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  return LeaveAfterCheckIn(facts, Assignment::STATE_ENDED_EARLY, step, stamp);
}

absl::StatusOr<AssignmentChange> Dismiss(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  return LeaveAfterCheckIn(facts, Assignment::STATE_DISMISSED, step, stamp);
}

absl::StatusOr<AssignmentChange> GiveWay(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckStep(facts, step, Deed::kGiveSeat));
  if (facts.assignment.state() == Assignment::STATE_CHECKED_IN)
    return EndOn(facts, Assignment::STATE_REPLACED, step, stamp);
  ASSIGN_OR_RETURN(AssignmentChange change, Moved(facts, Assignment::STATE_REPLACED, step, stamp));
  change.assignment.set_close_date(step.date);
  change.assignment.clear_dates_undecided();
  change.calendar = facts.calendar;
  Remove(*change.calendar, facts.assignment.name());
  RemoveApplication(*change.calendar, facts.assignment.name());
  change.freed_days = true;
  return change;
}

}  // namespace jiedui::scheduler
