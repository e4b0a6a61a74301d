// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/leave.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/limits.h"

namespace jiedui::scheduler {
namespace {

DateRange DaysOf(const v1::Leave& leave) { return {.first = leave.start_date(), .last = leave.end_date()}; }

// Says what the leave meets among the person's engagements.
void SetAffected(const v1::PersonCalendar& calendar, v1::Leave& leave) {
  leave.clear_courses_affected();
  leave.clear_postings_suspended();
  for (const v1::Engagement& engagement : calendar.engagements()) {
    if (!Intersection({engagement.start_date(), engagement.end_date()}, DaysOf(leave)).has_value()) continue;
    auto& items =
        IsCourseName(engagement.item()) ? *leave.mutable_courses_affected() : *leave.mutable_postings_suspended();
    *items.Add() = engagement.item();
  }
}

}  // namespace

absl::Status CheckLeave(const v1::Leave& leave) {
  const std::vector<FieldViolation> violations = CheckDates("leave.", DaysOf(leave), kLeaveDaysMax);
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

absl::StatusOr<LeaveChange> NewLeave(const v1::PersonCalendar& calendar, v1::Leave draft, const Stamp& stamp) {
  std::vector<RuleViolation> violations;
  for (const v1::LeaveDays& other : calendar.leaves())
    if (const auto shared = Intersection({other.start_date(), other.end_date()}, DaysOf(draft)); shared.has_value())
      violations.push_back({"LEAVE_OVERLAP", other.leave(),
                            absl::StrCat("found a leave on ", ToString(*shared), ", required none on these days")});
  if (!violations.empty()) return RulesFailed("RULES_FAILED", violations);
  if (calendar.leaves_size() >= kLeavesPerPersonMax)
    return LimitExceeded(calendar.person(), absl::StrCat("at most ", kLeavesPerPersonMax, " leaves of a person"));
  LeaveChange change{.leave = std::move(draft), .calendar = calendar};
  SetAffected(calendar, change.leave);
  MarkCreated(change.leave, stamp);
  v1::LeaveDays days;
  days.set_leave(change.leave.name());
  days.set_start_date(change.leave.start_date());
  days.set_end_date(change.leave.end_date());
  PlaceLeave(change.calendar, days);
  return change;
}

void RemoveLeave(v1::PersonCalendar& calendar, absl::string_view leave_name) {
  auto& leaves = *calendar.mutable_leaves();
  const auto is_it = [leave_name](const v1::LeaveDays& days) { return days.leave() == leave_name; };
  leaves.erase(std::remove_if(leaves.begin(), leaves.end(), is_it), leaves.end());
}

void PlaceLeave(v1::PersonCalendar& calendar, const v1::LeaveDays& days) {
  auto& leaves = *calendar.mutable_leaves();
  *leaves.Add() = days;
  std::sort(leaves.begin(), leaves.end(),
            [](const v1::LeaveDays& a, const v1::LeaveDays& b) { return a.start_date() < b.start_date(); });
}

void HideWhy(v1::Leave& leave) {
  leave.clear_kind();
  leave.clear_reason();
}

}  // namespace jiedui::scheduler
