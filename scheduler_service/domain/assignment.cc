// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/assignment.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {
namespace {

constexpr absl::string_view kType = "jiedui.scheduler.v1.Assignment";

void AddEvent(v1::Assignment& assignment, const Step& step, const Stamp& stamp) {
  v1::AssignmentEvent& event = *assignment.add_events();
  event.set_state(assignment.state());
  event.set_date(step.date);
  event.set_actor(stamp.actor);
  event.set_reason(step.reason);
  *event.mutable_record_time() = ToTimestamp(stamp.now);
}

v1::Assignment NewAssignment(const AssignmentFacts& facts, absl::string_view name, const Stamp& stamp) {
  const Candidate& candidate = facts.candidate;
  v1::Assignment assignment;
  assignment.set_name(std::string(name));
  assignment.set_person(candidate.person.name());
  assignment.set_item(candidate.item.name);
  assignment.set_person_display_name(candidate.person.display_name());
  assignment.set_state(v1::Assignment::STATE_CONFIRMED);
  assignment.set_start_date(candidate.item.dates.first);
  assignment.set_end_date(candidate.item.dates.last);
  assignment.set_quota_division(CountFor(candidate.ledger, candidate.division).division());
  assignment.set_registry_revision(facts.registry_revision);
  AddEvent(assignment, {.date = FormatDate(ShanghaiDay(stamp.now))}, stamp);
  MarkCreated(assignment, stamp);
  return assignment;
}

// The verbs that a state allows, in the words of the API.
absl::string_view PossibleVerbs(v1::Assignment::State state) {
  if (state == v1::Assignment::STATE_CONFIRMED) return "CheckInAssignment, CancelAssignment";
  if (state == v1::Assignment::STATE_CHECKED_IN) return "CompleteAssignment, EndAssignmentEarly";
  return "none";
}

absl::Status IllegalState(const v1::Assignment& assignment, v1::Assignment::State required) {
  const std::string& found = v1::Assignment::State_Name(assignment.state());
  const absl::string_view possible = PossibleVerbs(assignment.state());
  return MakeError(absl::StatusCode::kFailedPrecondition, "ILLEGAL_STATE",
                   absl::StrCat(assignment.name(), ": found ", found, ", required ",
                                v1::Assignment::State_Name(required), "; possible: ", possible),
                   {{"assignment", assignment.name()}, {"state", found}, {"possible", std::string(possible)}});
}

// What every verb asks: the etag that was read, and the state before.
absl::Status CheckStart(const v1::Assignment& assignment, const Step& step, v1::Assignment::State required) {
  if (!step.etag.empty() && step.etag != assignment.etag())
    return EtagMismatch(assignment.name(), step.etag, assignment.etag());
  return assignment.state() == required ? absl::OkStatus() : IllegalState(assignment, required);
}

absl::Status CheckDate(const v1::Assignment& assignment, const Step& step, const DateRange& allowed) {
  if (Contains(allowed, step.date)) return absl::OkStatus();
  return RulesFailed("RULES_FAILED", {{"DATE_OUTSIDE", assignment.name(),
                                       absl::StrCat("found ", step.date, ", required ", ToString(allowed))}});
}

AssignmentChange Unchanged(const v1::Assignment& assignment) { return {.assignment = assignment}; }

AssignmentChange Closed(const v1::Assignment& assignment, v1::Assignment::State state, const Step& step,
                        const Stamp& stamp) {
  AssignmentChange change{.assignment = assignment, .changed = true};
  change.assignment.set_state(state);
  change.assignment.set_close_date(step.date);
  AddEvent(change.assignment, step, stamp);
  MarkUpdated(change.assignment, stamp);
  return change;
}

}  // namespace

std::optional<std::string> AlreadyAssigned(const AssignmentFacts& facts, absl::string_view name) {
  const Candidate& candidate = facts.candidate;
  if (name.empty()) {
    const v1::Engagement* engagement = FindByItem(candidate.calendar, candidate.item.name);
    return engagement == nullptr ? std::nullopt : std::optional(engagement->assignment());
  }
  const bool is_the_same = facts.same_name.has_value() && facts.same_name->person() == candidate.person.name() &&
                           facts.same_name->item() == candidate.item.name;
  return is_the_same ? std::optional(facts.same_name->name()) : std::nullopt;
}

absl::StatusOr<AssignmentChange> Assign(const AssignmentFacts& facts, absl::string_view name, const Stamp& stamp) {
  const Candidate& candidate = facts.candidate;
  if (facts.same_name.has_value())
    return ResourceExists("ID_TAKEN", kType, name, absl::StrCat(name, " exists already"));
  if (const v1::Engagement* other = FindByItem(candidate.calendar, candidate.item.name); other != nullptr)
    return ResourceExists("ALREADY_ASSIGNED", kType, other->assignment(),
                          absl::StrCat(candidate.person.name(), " is assigned to ", candidate.item.name,
                                       " already: ", other->assignment()));
  const std::vector<RuleViolation> violations = FailingRules(candidate);
  if (!violations.empty()) return RulesFailed("RULES_FAILED", violations);

  AssignmentChange change{.assignment = NewAssignment(facts, name, stamp),
                          .changed = true,
                          .calendar = candidate.calendar,
                          .ledger = candidate.ledger};
  change.calendar->set_person(candidate.person.name());
  RETURN_IF_ERROR(Insert(*change.calendar, EngagementOf(candidate.item, name)));
  Take(*change.ledger, change.assignment.quota_division());
  return change;
}

absl::StatusOr<AssignmentChange> CheckIn(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  const v1::Assignment& assignment = facts.assignment;
  if (assignment.check_in_date() == step.date) return Unchanged(assignment);
  RETURN_IF_ERROR(CheckStart(assignment, step, v1::Assignment::STATE_CONFIRMED));
  RETURN_IF_ERROR(CheckDate(assignment, step, {assignment.start_date(), assignment.end_date()}));
  AssignmentChange change{.assignment = assignment, .changed = true};
  change.assignment.set_state(v1::Assignment::STATE_CHECKED_IN);
  change.assignment.set_check_in_date(step.date);
  AddEvent(change.assignment, step, stamp);
  MarkUpdated(change.assignment, stamp);
  return change;
}

absl::StatusOr<AssignmentChange> Complete(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  const v1::Assignment& assignment = facts.assignment;
  const auto result = step.unsuccessful ? v1::Assignment::STATE_NOT_COMPLETED : v1::Assignment::STATE_COMPLETED;
  if (assignment.state() == result && assignment.close_date() == step.date) return Unchanged(assignment);
  RETURN_IF_ERROR(CheckStart(assignment, step, v1::Assignment::STATE_CHECKED_IN));
  RETURN_IF_ERROR(CheckDate(assignment, step, {assignment.end_date(), ""}));
  return Closed(assignment, result, step, stamp);
}

absl::StatusOr<AssignmentChange> EndEarly(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  const v1::Assignment& assignment = facts.assignment;
  const auto result = v1::Assignment::STATE_ENDED_EARLY;
  if (assignment.state() == result && assignment.close_date() == step.date) return Unchanged(assignment);
  RETURN_IF_ERROR(CheckStart(assignment, step, v1::Assignment::STATE_CHECKED_IN));
  RETURN_IF_ERROR(CheckDate(assignment, step, {assignment.check_in_date(), assignment.end_date()}));
  AssignmentChange change = Closed(assignment, result, step, stamp);
  change.assignment.set_end_date(step.date);
  change.calendar = facts.calendar;
  Shorten(*change.calendar, assignment.name(), step.date);
  return change;
}

absl::StatusOr<AssignmentChange> Cancel(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  const v1::Assignment& assignment = facts.assignment;
  if (assignment.state() == v1::Assignment::STATE_CANCELLED) return Unchanged(assignment);
  RETURN_IF_ERROR(CheckStart(assignment, step, v1::Assignment::STATE_CONFIRMED));
  AssignmentChange change = Closed(assignment, v1::Assignment::STATE_CANCELLED, step, stamp);
  change.calendar = facts.calendar;
  Remove(*change.calendar, assignment.name());
  change.ledger = facts.ledger;
  Release(*change.ledger, assignment.quota_division());
  return change;
}

}  // namespace jiedui::scheduler
