// SPDX-License-Identifier: Apache-2.0
// What all steps in the life of an assignment share: the facts, the rows that change together, and the moves from one
// state to another. A step is a list of refusals, then the change; one that was taken already changes nothing. The
// steps themselves: nomination.h, seat_giving.h, attending.h, leaving.h. Pure, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/rules.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

// The rows that change together; what is absent stays as it is.
struct AssignmentChange {
  v1::Assignment assignment;
  bool changed = false;
  std::optional<v1::PersonCalendar> calendar;
  std::optional<storage::v1::SeatsRecord> seats;
  bool freed_seat = false;  // somebody may move up
  // The person, or somebody of the same organisation, may move up, wherever they wait: on the days, or because what
  // stood in the way of a rule is there no more.
  bool freed_days = false;
};

// What a step is asked with.
struct Step {
  Verb verb;  // as in assignment_states.h
  std::string name;
  std::string etag;  // empty = whatever is there
  std::string date;  // the civil day it speaks about
  std::string reason;
  v1::ReviewReason review_reason = v1::REVIEW_REASON_UNSPECIFIED;
  bool unsuccessful = false;  // CompleteAssignment only
};

struct StepFacts {
  v1::Assignment assignment;
  Item item;
  v1::PersonCalendar calendar;
  storage::v1::SeatsRecord seats;
};

// What every step asks: the etag that was read, the state before, and whether the item lets it happen.
enum class Deed;
absl::Status CheckStep(const StepFacts& facts, const Step& step, Deed deed);

// Nothing changes.
AssignmentChange Unchanged(const v1::Assignment& assignment);

// The assignment in its next state, with the step remembered. RESOURCE_EXHAUSTED: kEventsMax, unless it is over then.
absl::StatusOr<AssignmentChange> Moved(const StepFacts& facts, v1::Assignment::State state, const Step& step,
                                       const Stamp& stamp);

// As Moved, however many steps there are: of a step of the item, which has its own limit and must not fail for one of
// its people.
AssignmentChange MovedWithItem(const StepFacts& facts, v1::Assignment::State state, const Step& step,
                               const Stamp& stamp);

// As Moved, into a state in which it holds nothing: the seat, the place on the waiting list, the nomination and the
// days that it held are free.
absl::StatusOr<AssignmentChange> Freed(const StepFacts& facts, v1::Assignment::State state, const Step& step,
                                       const Stamp& stamp);

// FAILED_PRECONDITION / RULES_FAILED: DATE_OUTSIDE.
absl::Status CheckDate(const v1::Assignment& assignment, absl::string_view date, const DateRange& allowed);

// Adds a step to the assignment's story.
void AddEvent(v1::Assignment& assignment, const Step& step, const Stamp& stamp);

}  // namespace jiedui::scheduler
