// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/attendance.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

template <typename From>
absl::StatusOr<AttendanceFacts> Load(const Tables& tables, const From& from, const v1::Assignment& assignment) {
  if (!IsCourseName(assignment.item()))
    return RulesFailed("RULES_FAILED", {{"NOT_A_COURSE", assignment.name(),
                                         absl::StrCat("found ", assignment.item(), ", required a course")}});
  AttendanceFacts facts{.assignment = assignment};
  ASSIGN_OR_RETURN(auto course, tables.courses.Find(from, MemberKey(assignment.item())));
  // Courses are never deleted.
  if (!course.has_value()) return store::DamagedRow(tables.courses.RowKey(MemberKey(assignment.item())));
  facts.course = std::move(*course->mutable_course());
  ASSIGN_OR_RETURN(auto sheet, tables.attendance.Find(from, MemberKey(assignment.name())));
  if (sheet.has_value()) facts.sheet = std::move(*sheet->mutable_sheet());
  return facts;
}

template <typename From>
absl::StatusOr<AttendanceFacts> LoadAt(const Tables& tables, const From& from, absl::string_view name) {
  ASSIGN_OR_RETURN(const auto record, tables.assignments.Find(from, MemberKey(name)));
  if (!record.has_value()) return ResourceNotFound(kAssignmentType, name);
  return Load(tables, from, record->assignment());
}

}  // namespace

absl::StatusOr<AttendanceFacts> LoadAttendance(const Tables& tables, const store::Transaction& txn,
                                               const v1::Assignment& assignment) {
  return Load(tables, txn, assignment);
}

absl::StatusOr<AttendanceFacts> LoadAttendance(const Tables& tables, const store::Snapshot& snapshot,
                                               const v1::Assignment& assignment) {
  return Load(tables, snapshot, assignment);
}

absl::StatusOr<AttendanceFacts> LoadAttendanceAt(const Tables& tables, const store::Transaction& txn,
                                                 absl::string_view assignment) {
  return LoadAt(tables, txn, assignment);
}

absl::StatusOr<AttendanceFacts> LoadAttendanceAt(const Tables& tables, const store::Snapshot& snapshot,
                                                 absl::string_view assignment) {
  return LoadAt(tables, snapshot, assignment);
}

absl::Status Put(const Tables& tables, store::Transaction& txn, const SheetChange& change) {
  if (!change.changed) return absl::OkStatus();
  storage::v1::AttendanceRecord record;
  *record.mutable_sheet() = change.sheet;
  return tables.attendance.Put(txn, record);
}

}  // namespace jiedui::scheduler
