// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/item_people.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/leaving.h"

namespace jiedui::scheduler {
namespace {

using v1::Assignment;

bool HasSeatToCome(const Assignment& assignment) {
  return assignment.state() == Assignment::STATE_CONFIRMED || assignment.state() == Assignment::STATE_OFFERED;
}

bool IsOnLeave(const v1::PersonCalendar& calendar, const Item& item) {
  if (item.intensity == v1::INTENSITY_PART_TIME) return false;
  for (const v1::LeaveDays& leave : calendar.leaves())
    if (Intersection({leave.start_date(), leave.end_date()}, item.dates).has_value()) return true;
  return false;
}

std::string OtherDays(const v1::Engagement& other) {
  return absl::StrCat("found ", other.item(), " ", ToString({other.start_date(), other.end_date()}),
                      ", required no other full-time item on the days added");
}

}  // namespace

absl::StatusOr<AssignmentChange> CancelWithItem(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  if (!IsLive(facts.assignment.state())) return Unchanged(facts.assignment);
  return Freed(facts, Assignment::STATE_CANCELLED, step, stamp);
}

absl::StatusOr<AssignmentChange> CloseWithItem(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  const Assignment::State state = facts.assignment.state();
  const bool has_nothing =
      IsPending(state) || state == Assignment::STATE_WAITLISTED || state == Assignment::STATE_OFFERED;
  return has_nothing ? CancelWithItem(facts, step, stamp) : Unchanged(facts.assignment);
}

absl::StatusOr<AssignmentChange> EndWithItem(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  if (facts.assignment.state() != Assignment::STATE_CHECKED_IN) return CancelWithItem(facts, step, stamp);
  Step ends = step;
  ends.verb = "EndAssignmentEarly";
  StepFacts there = facts;
  there.item.phase = Phase::kOver;
  return EndEarly(there, ends, stamp);
}

absl::StatusOr<AssignmentChange> MoveWithItem(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  const Assignment& assignment = facts.assignment;
  if (!IsLive(assignment.state()) || assignment.state() == Assignment::STATE_CHECKED_IN) return Unchanged(assignment);
  ASSIGN_OR_RETURN(AssignmentChange change, Moved(facts, assignment.state(), step, stamp));
  change.assignment.set_start_date(facts.item.dates.first);
  change.assignment.set_end_date(facts.item.dates.last);
  if (!HasSeatToCome(assignment)) return change;
  change.calendar = facts.calendar;
  change.freed_days = true;
  Remove(*change.calendar, assignment.name());
  RemoveApplication(*change.calendar, assignment.name());
  const v1::Engagement moved = EngagementOf(facts.item, assignment.name());
  if (Clashes(*change.calendar, moved).empty() && !IsOnLeave(*change.calendar, facts.item)) {
    change.assignment.clear_dates_undecided();
    RETURN_IF_ERROR(Insert(*change.calendar, moved));
    return change;
  }
  change.assignment.set_dates_undecided(true);
  RETURN_IF_ERROR(Apply(*change.calendar, assignment.name(), assignment.item()));
  change.calendar->mutable_applications()->rbegin()->set_undecided(true);
  return change;
}

absl::StatusOr<AssignmentChange> StayWithItem(const StepFacts& facts, absl::string_view last_day_before,
                                              const Step& step, const Stamp& stamp) {
  const Assignment& assignment = facts.assignment;
  const bool stays = HasSeatToCome(assignment) || assignment.state() == Assignment::STATE_CHECKED_IN;
  if (!stays || assignment.dates_undecided() || assignment.end_date() != last_day_before) return Unchanged(assignment);
  AssignmentChange change{.assignment = assignment, .changed = true};
  ASSIGN_OR_RETURN(change, Moved(facts, assignment.state(), step, stamp));
  change.assignment.set_end_date(facts.item.dates.last);
  change.calendar = facts.calendar;
  Remove(*change.calendar, assignment.name());
  v1::Engagement longer = EngagementOf(facts.item, assignment.name());
  longer.set_start_date(assignment.start_date());
  std::vector<RuleViolation> violations;
  for (const v1::Engagement& other : Clashes(*change.calendar, longer))
    violations.push_back({"DOUBLE_BOOKING", assignment.person(), OtherDays(other)});
  if (!violations.empty()) return RulesFailed("RULES_FAILED", violations);
  RETURN_IF_ERROR(Insert(*change.calendar, longer));
  return change;
}

v1::Notice NoticeOf(const StepFacts& before, const AssignmentChange& change) {
  const Assignment& assignment = change.assignment;
  v1::Notice notice;
  notice.set_assignment(assignment.name());
  notice.set_person(assignment.person());
  notice.set_person_display_name(assignment.person_display_name());
  notice.set_organization(assignment.organization());
  notice.set_state_before(before.assignment.state());
  notice.set_state(assignment.state());
  if (assignment.dates_undecided() && change.calendar.has_value())
    for (v1::Engagement& other : Clashes(*change.calendar, EngagementOf(before.item, assignment.name())))
      *notice.add_conflicts() = std::move(other);
  return notice;
}

}  // namespace jiedui::scheduler
