// SPDX-License-Identifier: Apache-2.0
// From nomination to approval (推荐, 资格审查). Nothing is taken yet, neither seat nor days. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "jiedui/scheduler/v1/assignment_steps.pb.h"
#include "scheduler_service/domain/assignment.h"

namespace jiedui::scheduler {

// A new assignment beside what decides of it.
struct AssignmentFacts {
  std::optional<v1::Assignment> same_name;  // an assignment that has the new one's name
  Candidate candidate;
  storage::v1::SeatsRecord seats;
  std::optional<absl::Time> nomination_deadline;  // of the course
  uint64_t registry_revision = 0;                 // that the directory has reached
};

// Name of an assignment that already is what a new one would be: the same name, person and item, or, without a name,
// the same person at the same item. Lets a bulk load be repeated.
std::optional<std::string> AlreadyAssigned(const AssignmentFacts& facts, absl::string_view name);

// ALREADY_EXISTS / ID_TAKEN.
absl::Status CheckName(const AssignmentFacts& facts, absl::string_view name);

// ALREADY_ASSIGNED: the person has an assignment to the item that was not cancelled, under another name; nullopt: none.
std::optional<RuleViolation> SecondAssignment(const Candidate& candidate);

// FAILED_PRECONDITION with all of them, of which there is one. The reason is ALREADY_ASSIGNED if that comes first, else
// RULES_FAILED.
absl::Status RefusedNew(const std::vector<RuleViolation>& refusals);

// The assignment as it begins, without a state. Its quota is that of the person's division as the ledger stands.
v1::Assignment NewAssignment(const AssignmentFacts& facts, absl::string_view name, const Stamp& stamp);

// `receive_time` is when the nomination came in. ALREADY_EXISTS as CheckName; FAILED_PRECONDITION as RefusedNew:
// ALREADY_ASSIGNED, ITEM_STATE, NOMINATION_DEADLINE, PERSON_DELETED, PERSON_RESTRICTED; RESOURCE_EXHAUSTED: the
// person's applications.
absl::StatusOr<AssignmentChange> Nominate(const AssignmentFacts& facts, const Step& step, absl::Time receive_time,
                                          const Stamp& stamp);

// FAILED_PRECONDITION / RULES_FAILED: ITEM_STATE, NOMINATION_DEADLINE; ILLEGAL_STATE.
absl::StatusOr<AssignmentChange> Resubmit(const StepFacts& facts, const std::optional<absl::Time>& deadline,
                                          const Step& step, const Stamp& stamp);

// How the story tells a decision of a review.
Verb VerbOf(v1::ReviewAssignmentRequest::Decision decision);

// What the review comes to. `findings` are those of the person beside the item, looked at where it is approved: a rule
// that refuses, and is about neither seat nor calendar, stands in the way. FAILED_PRECONDITION / ILLEGAL_STATE,
// SELF_REVIEW, RULES_FAILED.
absl::StatusOr<AssignmentChange> Review(const StepFacts& facts, v1::ReviewAssignmentRequest::Decision decision,
                                        const std::vector<v1::RuleFinding>& findings, const Step& step,
                                        const Stamp& stamp);

}  // namespace jiedui::scheduler
