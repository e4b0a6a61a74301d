// SPDX-License-Identifier: Apache-2.0
// The states of courses, postings and demands and the verbs that move them, one table each; and what each state lets
// happen to people. Pure, any thread.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/errors.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "jiedui/scheduler/v1/demand.pb.h"
#include "jiedui/scheduler/v1/posting.pb.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

// What a verb on a course, a posting or a demand is asked with.
struct ItemVerb {
  absl::string_view verb;  // in the words of the API, e.g. "CancelCourse"
  std::string etag;        // empty = whatever is there
  std::string reason;
  std::string detail;  // what changes besides the state, for the events
};

// Moves the resource on and remembers the step. False: the verb was done already. ABORTED / ETAG_MISMATCH;
// FAILED_PRECONDITION / ILLEGAL_STATE naming the state and the verbs that are possible; RESOURCE_EXHAUSTED: kEventsMax.
absl::StatusOr<bool> MoveItem(v1::Course& course, const ItemVerb& verb, const Stamp& stamp);
absl::StatusOr<bool> MoveItem(v1::Posting& posting, const ItemVerb& verb, const Stamp& stamp);
absl::StatusOr<bool> MoveItem(v1::Demand& demand, const ItemVerb& verb, const Stamp& stamp);

// FAILED_PRECONDITION / ILLEGAL_STATE, as above, unless the resource's state allows the verb.
absl::Status CheckAllowed(const v1::Course& course, absl::string_view verb);
absl::Status CheckAllowed(const v1::Demand& demand, absl::string_view verb);

// What may happen to people at an item.
enum class Deed { kNominate, kGiveSeat, kCheckIn, kFinish, kLeave };

// ITEM_STATE, unless the item's phase lets it happen.
std::optional<RuleViolation> NotAllowed(const Item& item, Deed deed);

}  // namespace jiedui::scheduler
