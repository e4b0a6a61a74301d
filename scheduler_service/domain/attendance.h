// SPDX-License-Identifier: Apache-2.0
// The half-days of a course that a trainee attended and missed (考勤), and whether it is enough to complete it.
// Integers only: 3 of 24 half-days missed is 3 * 7 = 21 <= 24, 4 is 28 > 24 (notes/domain.md, U11). Pure, any thread.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "common/base/errors.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/attendance.pb.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "scheduler_service/domain/assignment.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

inline constexpr int kLateEntryDays = 7;  // a mark is entered so many days after its day without a reason

struct AttendanceFacts {
  v1::Assignment assignment;
  v1::Course course;          // of the assignment
  v1::AttendanceSheet sheet;  // its marks, sorted; none if there are none
};

struct SheetChange {
  v1::AttendanceSheet sheet;
  bool changed = false;
  bool is_new = false;  // the half-day had no mark
};

// The sheet with one more mark, or another one for the same half-day; `mark` has date, half, kind and reason. The same
// mark again changes nothing. FAILED_PRECONDITION / RULES_FAILED, everything listed: ASSIGNMENT_STATE, ITEM_STATE,
// DATE_OUTSIDE, DATE_IN_FUTURE, HALF_DAYS, LATE_ENTRY_REASON.
absl::StatusOr<SheetChange> Mark(const AttendanceFacts& facts, v1::AttendanceMark mark, const Stamp& stamp);

// Half-days of the course, at least 1.
int HalfDaysOf(const v1::Course& course);

// The sheet with what it comes to: half_days, not_there, missed, attended, passes.
v1::AttendanceSheet Tallied(const AttendanceFacts& facts);

// ATTENDANCE, if the course's rule does not let the person complete it: "found missed 4 of 24 half-days (缺勤4/24 >
// 1/7), required at most 1/7".
std::optional<RuleViolation> MissedTooMuch(const AttendanceFacts& facts);

// As Complete (attending.h), for a course: besides its refusals RULES_FAILED / ATTENDANCE where it is to be a success.
absl::StatusOr<AssignmentChange> CompleteCourse(const StepFacts& facts, const AttendanceFacts& attendance,
                                                const Step& step, const Stamp& stamp);

}  // namespace jiedui::scheduler
