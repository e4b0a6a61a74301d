// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/moving.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/item_states.h"

namespace jiedui::scheduler {
namespace {

using v1::Assignment;

constexpr Verb kVerb = "CancelAssignment";

absl::Status Refused(const Assignment& held, absl::string_view found, absl::string_view required) {
  return RulesFailed("RULES_FAILED",
                     {{"GIVES_UP", held.name(), absl::StrCat("found ", found, ", required ", required)}});
}

// Whether a seat of the one may keep a person from a seat of the other.
bool StandsInTheWay(const Item& held, const Item& wanted) {
  const bool is_other_run = !wanted.curriculum.empty() && held.curriculum == wanted.curriculum;
  return is_other_run || Intersection(held.dates, wanted.dates).has_value();
}

}  // namespace

absl::Status CheckGivesUp(const StepFacts& wanted, const StepFacts& held) {
  const Assignment& seat = held.assignment;
  if (seat.person() != wanted.assignment.person())
    return Refused(seat, absl::StrCat("a seat of ", seat.person()),
                   absl::StrCat("one of ", wanted.assignment.person()));
  if (seat.item() == wanted.assignment.item()) return Refused(seat, "the same course or posting", "another one");
  if (!StandsInTheWay(held.item, wanted.item))
    return Refused(
        seat, ToString(held.item.dates),
        absl::StrCat("days shared with ", ToString(wanted.item.dates), ", or another run of its curriculum"));
  return CheckStep(held, Step{.verb = kVerb}, Deed::kLeave);
}

Candidate WithoutSeat(Candidate candidate, const Assignment& held) {
  Remove(candidate.calendar, held.name());
  std::erase_if(candidate.history, [&held](const Attended& attended) { return attended.assignment == held.name(); });
  return candidate;
}

AssignmentChange WithGivesUp(AssignmentChange change, const Assignment& held, const Stamp& stamp) {
  change.assignment.set_gives_up(held.name());
  MarkUpdated(change.assignment, stamp);
  change.changed = true;
  return change;
}

absl::StatusOr<AssignmentChange> GiveUp(const StepFacts& held, const Assignment& wanted, const Stamp& stamp) {
  const Step step{.verb = kVerb,
                  .date = FormatDate(ShanghaiDay(stamp.now)),
                  .reason = absl::StrCat("gives it up for ", wanted.name())};
  return Freed(held, Assignment::STATE_CANCELLED, step, stamp);
}

}  // namespace jiedui::scheduler
