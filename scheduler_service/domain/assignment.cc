// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/assignment.h"

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/item_states.h"
#include "scheduler_service/domain/limits.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {
namespace {

// Gives back what the assignment holds by its state.
void GiveBack(const v1::Assignment& assignment, AssignmentChange& change) {
  v1::SeatLedger& ledger = *change.seats->mutable_ledger();
  const auto state = assignment.state();
  if (IsPending(state)) CountPending(ledger, assignment.quota_division(), -1);
  if (state == v1::Assignment::STATE_WAITLISTED) CountWaiting(ledger, assignment.quota_division(), -1);
  if (state == v1::Assignment::STATE_OFFERED) ledger.set_offered(ledger.offered() - 1);
  if (HoldsSeat(state)) {
    Release(ledger, assignment.quota_division(), assignment.category());
    change.freed_seat = true;
  }
  Remove(*change.calendar, assignment.name());
  RemoveApplication(*change.calendar, assignment.name());
}

}  // namespace

void AddEvent(v1::Assignment& assignment, const Step& step, const Stamp& stamp) {
  v1::AssignmentEvent& event = *assignment.add_events();
  event.set_state(assignment.state());
  event.set_verb(std::string(step.verb));
  event.set_date(step.date);
  event.set_actor(stamp.actor);
  event.set_reason(step.reason);
  event.set_review_reason(step.review_reason);
  *event.mutable_record_time() = ToTimestamp(stamp.now);
}

absl::Status CheckStep(const StepFacts& facts, const Step& step, Deed deed) {
  const v1::Assignment& assignment = facts.assignment;
  if (!step.etag.empty() && step.etag != assignment.etag())
    return EtagMismatch(assignment.name(), step.etag, assignment.etag());
  RETURN_IF_ERROR(CheckVerb(assignment, step.verb));
  if (const auto violation = NotAllowed(facts.item, deed); violation.has_value())
    return RulesFailed("RULES_FAILED", {*violation});
  return absl::OkStatus();
}

AssignmentChange Unchanged(const v1::Assignment& assignment) { return {.assignment = assignment}; }

absl::StatusOr<AssignmentChange> Moved(const StepFacts& facts, v1::Assignment::State state, const Step& step,
                                       const Stamp& stamp) {
  // Whatever has been written down, it can end: an offer that could not expire would be in everybody's way.
  if (IsLive(state) && facts.assignment.events_size() >= kEventsMax)
    return LimitExceeded(facts.assignment.name(), absl::StrCat("at most ", kEventsMax, " steps"));
  return MovedWithItem(facts, state, step, stamp);
}

AssignmentChange MovedWithItem(const StepFacts& facts, v1::Assignment::State state, const Step& step,
                               const Stamp& stamp) {
  AssignmentChange change{.assignment = facts.assignment, .changed = true};
  change.assignment.set_state(state);
  if (state != v1::Assignment::STATE_WAITLISTED) change.assignment.clear_gives_up();
  AddEvent(change.assignment, step, stamp);
  MarkUpdated(change.assignment, stamp);
  return change;
}

absl::StatusOr<AssignmentChange> Freed(const StepFacts& facts, v1::Assignment::State state, const Step& step,
                                       const Stamp& stamp) {
  ASSIGN_OR_RETURN(AssignmentChange change, Moved(facts, state, step, stamp));
  change.calendar = facts.calendar;
  change.seats = facts.seats;
  GiveBack(facts.assignment, change);
  change.freed_days = HoldsSeat(facts.assignment.state()) || !IsLive(state);
  change.assignment.clear_waiting_rank();
  change.assignment.clear_offer_expire_time();
  change.assignment.clear_dates_undecided();
  if (!IsLive(state)) change.assignment.set_close_date(step.date);
  return change;
}

absl::Status CheckDate(const v1::Assignment& assignment, absl::string_view date, const DateRange& allowed) {
  if (Contains(allowed, date)) return absl::OkStatus();
  return RulesFailed("RULES_FAILED", {{"DATE_OUTSIDE", assignment.name(),
                                       absl::StrCat("found ", date, ", required ", ToString(allowed))}});
}

}  // namespace jiedui::scheduler
