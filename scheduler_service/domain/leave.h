// SPDX-License-Identifier: Apache-2.0
// Leave (产假, 病假 ...): days that a person is away from whatever they are assigned to. No course is given on them; a
// course that was given already is marked until somebody decides; a posting goes on. Pure, any thread.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/leave.pb.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

// INVALID_ARGUMENT with paths from "leave.": dates in order and not too long.
absl::Status CheckLeave(const v1::Leave& leave);

struct LeaveChange {
  v1::Leave leave;
  v1::PersonCalendar calendar;
};

// `draft` has its name. FAILED_PRECONDITION / RULES_FAILED: LEAVE_OVERLAP; RESOURCE_EXHAUSTED: kLeavesPerPersonMax.
absl::StatusOr<LeaveChange> NewLeave(const v1::PersonCalendar& calendar, v1::Leave draft, const Stamp& stamp);

// Does nothing where the calendar has no such leave.
void RemoveLeave(v1::PersonCalendar& calendar, absl::string_view leave_name);

// Puts the days of a leave in their place.
void PlaceLeave(v1::PersonCalendar& calendar, const v1::LeaveDays& days);

// The leave as the host's side may see it.
void HideWhy(v1::Leave& leave);

}  // namespace jiedui::scheduler
