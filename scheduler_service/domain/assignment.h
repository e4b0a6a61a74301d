// SPDX-License-Identifier: Apache-2.0
// The life of an assignment: how a person gets a seat, and every step after. Each verb is a list of refusals, then the
// change; a step that was taken already changes nothing. An assignment takes at most three steps. Pure, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "scheduler_service/domain/rules.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

// The rows that change together; what is absent stays as it is.
struct AssignmentChange {
  v1::Assignment assignment;
  bool changed = false;
  std::optional<v1::PersonCalendar> calendar;
  std::optional<v1::SeatLedger> ledger;
};

struct AssignmentFacts {
  std::optional<v1::Assignment> same_name;  // an assignment that has the new one's name
  Candidate candidate;
  uint64_t registry_revision = 0;  // that the directory has reached
};

// Name of an assignment that already is what a new one would be: the same name, person and item, or, without a name,
// the same person at the same item. Lets a bulk load be repeated.
std::optional<std::string> AlreadyAssigned(const AssignmentFacts& facts, absl::string_view name);

// Gives the person the seat. ALREADY_EXISTS / ID_TAKEN or ALREADY_ASSIGNED; FAILED_PRECONDITION / RULES_FAILED with
// every rule that fails; RESOURCE_EXHAUSTED: the calendar is full.
absl::StatusOr<AssignmentChange> Assign(const AssignmentFacts& facts, absl::string_view name, const Stamp& stamp);

// What a verb is asked with.
struct Step {
  std::string name;
  std::string etag;  // empty = whatever is there
  std::string date;
  std::string reason;
  bool unsuccessful = false;  // Complete only
};

struct StepFacts {
  v1::Assignment assignment;
  v1::PersonCalendar calendar;
  v1::SeatLedger ledger;
};

// Each: ABORTED / ETAG_MISMATCH; FAILED_PRECONDITION / ILLEGAL_STATE naming the state and the verbs that are possible,
// or RULES_FAILED with DATE_OUTSIDE.
absl::StatusOr<AssignmentChange> CheckIn(const StepFacts& facts, const Step& step, const Stamp& stamp);
absl::StatusOr<AssignmentChange> Complete(const StepFacts& facts, const Step& step, const Stamp& stamp);
// Frees the days after `step.date`; the seat stays taken, it was used.
absl::StatusOr<AssignmentChange> EndEarly(const StepFacts& facts, const Step& step, const Stamp& stamp);
// Frees the days and the seat.
absl::StatusOr<AssignmentChange> Cancel(const StepFacts& facts, const Step& step, const Stamp& stamp);

}  // namespace jiedui::scheduler
