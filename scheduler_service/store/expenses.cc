// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/expenses.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/people.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::CourseExpenseRecord;
using store::Snapshot;

// Calls `visit`, which answers a status, with the record behind each row of the range.
template <typename Decode, typename Visit>
absl::Status VisitRows(const Snapshot& snapshot, store::Family family, const store::KeyRange& range, Decode decode,
                       Visit visit) {
  absl::Status status;
  RETURN_IF_ERROR(snapshot.Scan(family, range, [&](absl::string_view key, absl::string_view value) {
    const auto record = decode(key, value);
    status = record.ok() ? visit(*record) : record.status();
    return status.ok();
  }));
  return status;
}

absl::StatusOr<int> CountCheckedIn(const Tables& tables, const Snapshot& snapshot, absl::string_view course) {
  int checked_in = 0;
  RETURN_IF_ERROR(VisitRows(
      snapshot, store::Family::kIndex, store::IndexRange(kAssignmentByItemPrefix, course),
      [&](absl::string_view key, absl::string_view) -> absl::StatusOr<storage::v1::AssignmentRecord> {
        const auto row = store::KeyOfIndexRow(kAssignmentByItemPrefix, key);
        if (!row.has_value()) return store::DamagedRow(key);
        ASSIGN_OR_RETURN(auto record, tables.assignments.Find(snapshot, *row));
        if (!record.has_value()) return store::DamagedRow(tables.assignments.RowKey(*row));
        return *std::move(record);
      },
      [&](const storage::v1::AssignmentRecord& record) {
        checked_in += record.assignment().check_in_date().empty() ? 0 : 1;
        return absl::OkStatus();
      }));
  return checked_in;
}

class ClaimCollector {
 public:
  ClaimCollector(const Tables& tables, const Snapshot& snapshot, ExpenseFacts& facts)
      : tables_(tables), snapshot_(snapshot), facts_(facts) {}

  absl::Status Run() {
    RETURN_IF_ERROR(Collect(facts_.expense, facts_.course.name(), true));
    const std::string members = absl::StrCat(kExpensePrefix, PairingKey(ParentName(facts_.course.name())), "/");
    return VisitRows(
        snapshot_, store::Family::kRows, store::PrefixRange(members),
        [&](absl::string_view key, absl::string_view value) {
          return tables_.expenses.Decode(key.substr(kExpensePrefix.size()), value);
        },
        [&](const CourseExpenseRecord& record) { return CollectOther(record.expense()); });
  }

 private:
  absl::Status CollectOther(const v1::CourseExpense& expense) {
    const std::string course(ParentOf(expense.name()));
    if (course == facts_.course.name() || expense.claims().empty()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const auto record, tables_.courses.Find(snapshot_, MemberKey(course)));
    if (!record.has_value() || !IsSameTraining(record->course(), facts_.course)) return absl::OkStatus();
    return Collect(expense, course, false);
  }

  // `course` has the people that are asked about, if `is_own`.
  absl::Status Collect(const v1::CourseExpense& expense, const std::string& course, bool is_own) {
    for (const v1::ExpenseClaim& claim : expense.claims()) {
      ASSIGN_OR_RETURN(const auto person, FindPerson(tables_, snapshot_, claim.person()));
      const std::string& name = person.has_value() ? person->name() : claim.person();
      if (is_own) own_.insert(name);
      if (is_own || own_.contains(name)) facts_.claims.push_back({name, course});
    }
    return absl::OkStatus();
  }

  // "pairings/p/courses/c/expense" -> "pairings/p/courses/c".
  static absl::string_view ParentOf(absl::string_view name) { return name.substr(0, name.rfind('/')); }

  const Tables& tables_;
  const Snapshot& snapshot_;
  ExpenseFacts& facts_;
  absl::flat_hash_set<std::string> own_;
};

}  // namespace

absl::StatusOr<ExpenseFacts> GatherExpense(const Tables& tables, const Snapshot& snapshot, absl::string_view course) {
  ExpenseFacts facts;
  ASSIGN_OR_RETURN(auto record, tables.courses.Find(snapshot, MemberKey(course)));
  if (!record.has_value()) return ResourceNotFound(kCourseType, course);
  facts.course = std::move(*record->mutable_course());
  ASSIGN_OR_RETURN(auto expense, tables.expenses.Find(snapshot, MemberKey(course)));
  if (!expense.has_value()) return ResourceNotFound(kCourseExpenseType, absl::StrCat(course, "/expense"));
  facts.expense = std::move(*expense->mutable_expense());
  ASSIGN_OR_RETURN(facts.checked_in, CountCheckedIn(tables, snapshot, course));
  RETURN_IF_ERROR(ClaimCollector(tables, snapshot, facts).Run());
  return facts;
}

}  // namespace jiedui::scheduler
