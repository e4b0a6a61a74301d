// SPDX-License-Identifier: Apache-2.0
// Attendance sheets in the store: one row an assignment, beside it. NOT_FOUND with RESOURCE_NOT_FOUND;
// FAILED_PRECONDITION / RULES_FAILED: NOT_A_COURSE, for assignments to postings; DATA_LOSS.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "scheduler_service/domain/attendance.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// The assignment's course and sheet.
absl::StatusOr<AttendanceFacts> LoadAttendance(const Tables& tables, const store::Transaction& txn,
                                               const v1::Assignment& assignment);
absl::StatusOr<AttendanceFacts> LoadAttendance(const Tables& tables, const store::Snapshot& snapshot,
                                               const v1::Assignment& assignment);

// From the name of the assignment.
absl::StatusOr<AttendanceFacts> LoadAttendanceAt(const Tables& tables, const store::Transaction& txn,
                                                 absl::string_view assignment);
absl::StatusOr<AttendanceFacts> LoadAttendanceAt(const Tables& tables, const store::Snapshot& snapshot,
                                                 absl::string_view assignment);

// RESOURCE_EXHAUSTED: the marks with their reasons are more than a row holds (common/store/limits.h).
absl::Status Put(const Tables& tables, store::Transaction& txn, const SheetChange& change);

}  // namespace jiedui::scheduler
