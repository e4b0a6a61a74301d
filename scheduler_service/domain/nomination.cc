// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/nomination.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/item_states.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {
namespace {

using v1::Assignment;
using Decision = v1::ReviewAssignmentRequest::Decision;

constexpr absl::string_view kAlreadyAssigned = "ALREADY_ASSIGNED";
// Whoever calls without a certificate; nobody can be told from anybody.
constexpr absl::string_view kAnonymous = "anonymous";

std::string InShanghai(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", time, absl::FixedTimeZone(8 * 60 * 60));
}

void CheckDeadline(const Item& item, const std::optional<absl::Time>& deadline, absl::Time received,
                   std::vector<RuleViolation>& violations) {
  if (!deadline.has_value() || received <= *deadline) return;
  violations.push_back({"NOMINATION_DEADLINE", item.name,
                        absl::StrCat("found a nomination of ", InShanghai(received), ", required by ",
                                     InShanghai(*deadline), "; seats that were left may be released")});
}

void CheckPerson(const registry::v1::Person& person, std::vector<RuleViolation>& violations) {
  if (person.has_delete_time())
    violations.push_back({"PERSON_DELETED", person.name(), "found a deleted person, required one that is not"});
  if (person.has_restrict_time())
    violations.push_back({"PERSON_RESTRICTED", person.name(),
                          "found a person whose data may only be stored, required one who is not restricted"});
}

Assignment::State StateAfter(Decision decision) {
  switch (decision) {
    case v1::ReviewAssignmentRequest::DECISION_APPROVE:
      return Assignment::STATE_APPROVED;
    case v1::ReviewAssignmentRequest::DECISION_REJECT:
      return Assignment::STATE_REJECTED;
    case v1::ReviewAssignmentRequest::DECISION_RETURN:
      return Assignment::STATE_RETURNED;
    default:
      return Assignment::STATE_UNDER_REVIEW;
  }
}

// Who nominated, or has resubmitted since, may not approve (U17).
absl::Status CheckReviewer(const Assignment& assignment, const Stamp& stamp) {
  if (stamp.actor == kAnonymous) return absl::OkStatus();
  for (const v1::AssignmentEvent& event : assignment.events()) {
    if (event.state() != Assignment::STATE_NOMINATED || event.actor() != stamp.actor) continue;
    return MakeError(absl::StatusCode::kFailedPrecondition, "SELF_REVIEW",
                     absl::StrCat(assignment.name(), ": nominated by ", stamp.actor, ", who may not approve it"),
                     {{"assignment", assignment.name()}, {"actor", stamp.actor}});
  }
  return absl::OkStatus();
}

bool MayStillChange(const v1::RuleFinding& finding) {
  return IsAboutSeat(finding.rule()) || finding.rule() == "DOUBLE_BOOKING" || finding.rule() == "ON_LEAVE";
}

// The days of another assignment to an item, and which of the item's they are.
std::string DaysTaken(const v1::Engagement* taken, const DateRange& wanted) {
  if (taken == nullptr) return ", which takes no days";
  const DateRange dates{taken->start_date(), taken->end_date()};
  const auto shared = Intersection(dates, wanted);
  return absl::StrCat(" ", ToString(dates), ", overlapping ", shared.has_value() ? CountedDays(*shared) : "no day");
}

absl::Status CheckApproval(const StepFacts& facts, std::vector<v1::RuleFinding> findings, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckReviewer(facts.assignment, stamp));
  findings.erase(std::remove_if(findings.begin(), findings.end(), MayStillChange), findings.end());
  const std::vector<RuleViolation> refusals = Refusals(findings);
  return refusals.empty() ? absl::OkStatus() : RulesFailed("RULES_FAILED", refusals);
}

// The seat, the offer or the place on the waiting list goes; the nomination is there again.
absl::StatusOr<AssignmentChange> Revoked(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  ASSIGN_OR_RETURN(AssignmentChange change, Freed(facts, Assignment::STATE_UNDER_REVIEW, step, stamp));
  change.assignment.set_quota_division(
      CountPending(*change.seats->mutable_ledger(), facts.assignment.quota_division(), 1));
  RETURN_IF_ERROR(Apply(*change.calendar, facts.assignment.name(), facts.assignment.item()));
  return change;
}

}  // namespace

std::optional<std::string> AlreadyAssigned(const AssignmentFacts& facts, absl::string_view name) {
  const Candidate& candidate = facts.candidate;
  if (name.empty()) {
    std::string there = AssignmentAt(candidate.calendar, candidate.item.name);
    return there.empty() ? std::nullopt : std::optional(std::move(there));
  }
  const bool is_the_same = facts.same_name.has_value() && facts.same_name->person() == candidate.person.name() &&
                           facts.same_name->item() == candidate.item.name;
  return is_the_same ? std::optional(facts.same_name->name()) : std::nullopt;
}

absl::Status CheckName(const AssignmentFacts& facts, absl::string_view name) {
  if (!facts.same_name.has_value()) return absl::OkStatus();
  return ResourceExists("ID_TAKEN", kAssignmentType, name, absl::StrCat(name, " exists already"));
}

std::optional<RuleViolation> SecondAssignment(const Candidate& candidate) {
  const Item& item = candidate.item;
  std::string other = AssignmentAt(candidate.calendar, item.name);
  if (other.empty()) return std::nullopt;
  const std::string days = DaysTaken(FindByItem(candidate.calendar, item.name), item.dates);
  std::string description =
      absl::StrCat("found ", other, " to ", item.name, days, ", required no other assignment to it");
  return RuleViolation{std::string(kAlreadyAssigned), std::move(other), std::move(description)};
}

absl::Status RefusedNew(const std::vector<RuleViolation>& refusals) {
  const bool is_second = refusals.front().rule == kAlreadyAssigned;
  return RulesFailed(is_second ? kAlreadyAssigned : "RULES_FAILED", refusals);
}

Assignment NewAssignment(const AssignmentFacts& facts, absl::string_view name, const Stamp& stamp) {
  const Candidate& candidate = facts.candidate;
  Assignment assignment;
  assignment.set_name(std::string(name));
  assignment.set_person(candidate.person.name());
  assignment.set_item(candidate.item.name);
  assignment.set_person_display_name(candidate.person.display_name());
  assignment.set_start_date(candidate.item.dates.first);
  assignment.set_end_date(candidate.item.dates.last);
  assignment.set_quota_division(CountFor(candidate.ledger, candidate.division).division());
  assignment.set_organization(candidate.organization);
  assignment.set_category(candidate.person.category());
  assignment.set_intensity(candidate.item.intensity);
  assignment.set_licence_required(!candidate.item.requirements.licence_kinds().empty());
  assignment.set_registration_basis(candidate.registration_basis);
  assignment.set_registry_revision(facts.registry_revision);
  MarkCreated(assignment, stamp);
  return assignment;
}

absl::StatusOr<AssignmentChange> Nominate(const AssignmentFacts& facts, const Step& step, absl::Time receive_time,
                                          const Stamp& stamp) {
  RETURN_IF_ERROR(CheckName(facts, step.name));
  const Candidate& candidate = facts.candidate;
  std::vector<RuleViolation> violations;
  if (const auto second = SecondAssignment(candidate); second.has_value()) violations.push_back(*second);
  if (const auto state = NotAllowed(candidate.item, Deed::kNominate); state.has_value()) violations.push_back(*state);
  CheckDeadline(candidate.item, facts.nomination_deadline, receive_time, violations);
  CheckPerson(candidate.person, violations);
  if (!violations.empty()) return RefusedNew(violations);

  AssignmentChange change{.assignment = NewAssignment(facts, step.name, stamp),
                          .changed = true,
                          .calendar = candidate.calendar,
                          .seats = facts.seats};
  change.assignment.set_state(Assignment::STATE_NOMINATED);
  AddEvent(change.assignment, step, stamp);
  change.calendar->set_person(candidate.person.name());
  RETURN_IF_ERROR(Apply(*change.calendar, step.name, candidate.item.name));
  CountPending(*change.seats->mutable_ledger(), change.assignment.quota_division(), 1);
  return change;
}

absl::StatusOr<AssignmentChange> Resubmit(const StepFacts& facts, const std::optional<absl::Time>& deadline,
                                          const Step& step, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckStep(facts, step, Deed::kNominate));
  std::vector<RuleViolation> violations;
  CheckDeadline(facts.item, deadline, stamp.now, violations);
  if (!violations.empty()) return RulesFailed("RULES_FAILED", violations);
  return Moved(facts, Assignment::STATE_NOMINATED, step, stamp);
}

Verb VerbOf(Decision decision) {
  switch (decision) {
    case v1::ReviewAssignmentRequest::DECISION_APPROVE:
      return "ReviewAssignment APPROVE";
    case v1::ReviewAssignmentRequest::DECISION_REJECT:
      return "ReviewAssignment REJECT";
    case v1::ReviewAssignmentRequest::DECISION_RETURN:
      return "ReviewAssignment RETURN";
    case v1::ReviewAssignmentRequest::DECISION_REVOKE:
      return "ReviewAssignment REVOKE";
    default:
      return "ReviewAssignment TAKE_UP";
  }
}

absl::StatusOr<AssignmentChange> Review(const StepFacts& facts, Decision decision,
                                        const std::vector<v1::RuleFinding>& findings, const Step& asked,
                                        const Stamp& stamp) {
  Step step = asked;
  step.verb = VerbOf(decision);
  const Assignment::State after = StateAfter(decision);
  if (facts.assignment.state() == after) return Unchanged(facts.assignment);
  RETURN_IF_ERROR(CheckStep(facts, step, Deed::kGiveSeat));
  if (decision == v1::ReviewAssignmentRequest::DECISION_APPROVE) RETURN_IF_ERROR(CheckApproval(facts, findings, stamp));
  if (decision == v1::ReviewAssignmentRequest::DECISION_REJECT) return Freed(facts, after, step, stamp);
  if (decision == v1::ReviewAssignmentRequest::DECISION_REVOKE) return Revoked(facts, step, stamp);
  return Moved(facts, after, step, stamp);
}

}  // namespace jiedui::scheduler
