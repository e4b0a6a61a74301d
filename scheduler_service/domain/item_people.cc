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

// Leaves that keep the person from a full-time item.
std::vector<v1::LeaveDays> LeavesOn(const v1::PersonCalendar& calendar, const Item& item) {
  std::vector<v1::LeaveDays> leaves;
  if (item.intensity == v1::INTENSITY_PART_TIME) return leaves;
  for (const v1::LeaveDays& leave : calendar.leaves())
    if (Intersection({leave.start_date(), leave.end_date()}, item.dates).has_value()) leaves.push_back(leave);
  return leaves;
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
  // Since the item has its new dates whoever is given a seat has them too.
  const bool is_there =
      assignment.start_date() == facts.item.dates.first && assignment.end_date() == facts.item.dates.last;
  if (is_there && !assignment.dates_undecided()) return Unchanged(assignment);
  AssignmentChange change = MovedWithItem(facts, assignment.state(), step, stamp);
  change.assignment.set_start_date(facts.item.dates.first);
  change.assignment.set_end_date(facts.item.dates.last);
  if (!HasSeatToCome(assignment)) return change;
  change.calendar = facts.calendar;
  change.freed_days = true;
  Remove(*change.calendar, assignment.name());
  RemoveApplication(*change.calendar, assignment.name());
  const v1::Engagement moved = EngagementOf(facts.item, assignment.name());
  const bool is_free = Clashes(*change.calendar, moved).empty() && LeavesOn(*change.calendar, facts.item).empty();
  // A calendar may be fuller than any Insert leaves it, since a merge.
  change.assignment.set_dates_undecided(!is_free || !Insert(*change.calendar, moved).ok());
  if (change.assignment.dates_undecided()) AddUndecided(*change.calendar, assignment.name(), assignment.item());
  return change;
}

absl::StatusOr<AssignmentChange> StayWithItem(const StepFacts& facts, absl::string_view last_day_before,
                                              const Step& step, const Stamp& stamp,
                                              std::vector<RuleViolation>& violations) {
  const Assignment& assignment = facts.assignment;
  const bool stays = HasSeatToCome(assignment) || assignment.state() == Assignment::STATE_CHECKED_IN;
  if (!stays || assignment.dates_undecided() || assignment.end_date() != last_day_before) return Unchanged(assignment);
  AssignmentChange change = MovedWithItem(facts, assignment.state(), step, stamp);
  change.assignment.set_end_date(facts.item.dates.last);
  change.calendar = facts.calendar;
  Remove(*change.calendar, assignment.name());
  v1::Engagement longer = EngagementOf(facts.item, assignment.name());
  longer.set_start_date(assignment.start_date());
  const std::vector<v1::Engagement> others = Clashes(*change.calendar, longer);
  for (const v1::Engagement& other : others)
    violations.push_back({"DOUBLE_BOOKING", assignment.person(), OtherDays(other)});
  if (!others.empty()) return Unchanged(assignment);
  RETURN_IF_ERROR(Insert(*change.calendar, longer));
  return change;
}

absl::StatusOr<AssignmentChange> FollowItem(const StepFacts& facts, const Step& /*step*/, const Stamp& stamp) {
  AssignmentChange change = Unchanged(facts.assignment);
  change.freed_days = true;
  Assignment& assignment = change.assignment;
  if (!IsLive(assignment.state())) return change;
  assignment.set_licence_required(!facts.item.requirements.licence_kinds().empty());
  if (!HoldsSeat(assignment.state())) {
    assignment.set_start_date(facts.item.dates.first);
    assignment.set_end_date(facts.item.dates.last);
    assignment.set_intensity(facts.item.intensity);
  }
  change.changed = assignment.SerializeAsString() != facts.assignment.SerializeAsString();
  if (change.changed) MarkUpdated(assignment, stamp);
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
  notice.set_dates_undecided(assignment.dates_undecided());
  if (!assignment.dates_undecided() || !change.calendar.has_value()) return notice;
  for (v1::Engagement& other : Clashes(*change.calendar, EngagementOf(before.item, assignment.name())))
    *notice.add_conflicts() = std::move(other);
  for (const v1::LeaveDays& leave : LeavesOn(*change.calendar, before.item)) *notice.add_leaves() = leave;
  return notice;
}

}  // namespace jiedui::scheduler
