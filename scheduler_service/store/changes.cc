// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/changes.h"

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/clashes.h"
#include "scheduler_service/domain/demand.h"
#include "scheduler_service/store/counted_beside.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/frozen_rows.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using store::Transaction;

// Whoever adds to a range that away/{organisation} guards, or takes from it, changes the guard.
absl::Status TouchAway(const Tables& tables, Transaction& txn, const std::string& organization) {
  ASSIGN_OR_RETURN(auto record, tables.away.Find(txn, OrganizationKey(organization)));
  if (!record.has_value()) record.emplace().set_organization(organization);
  record->set_changes(record->changes() + 1);
  return tables.away.Put(txn, *record);
}

// Where the assignment stands in one of those ranges; empty = it does not.
std::string PlaceInAway(const v1::Assignment& assignment) {
  if (IsAway(assignment)) return AwayValue(assignment.organization(), assignment.end_date());
  const bool waits = assignment.waiting_rank() > 0 && !assignment.organization().empty();
  return waits ? AwaitingValue(assignment.organization(), assignment.item()) : "";
}

absl::Status GuardAway(const Tables& tables, Transaction& txn, const v1::Assignment& before,
                       const v1::Assignment& assignment) {
  const std::string place_before = PlaceInAway(before);
  const std::string place = PlaceInAway(assignment);
  if (place == place_before) return absl::OkStatus();
  if (!place_before.empty()) RETURN_IF_ERROR(TouchAway(tables, txn, before.organization()));
  if (place.empty() || (!place_before.empty() && before.organization() == assignment.organization()))
    return absl::OkStatus();
  return TouchAway(tables, txn, assignment.organization());
}

// What may be done to what editions have counted.
enum class Frozen { kRefused, kPassed };

// The resource in the row, unset if there is none.
template <typename Record, typename Take>
auto Before(const store::Table<Record>& table, const Transaction& txn, absl::string_view name, Take take)
    -> absl::StatusOr<std::remove_reference_t<decltype(take(std::declval<Record&>()))>> {
  ASSIGN_OR_RETURN(std::optional<Record> record, table.Find(txn, MemberKey(name)));
  return std::move(take(record.has_value() ? *record : record.emplace()));
}

absl::Status PutAssignment(const Tables& tables, Transaction& txn, const v1::Assignment& assignment, Frozen frozen) {
  ASSIGN_OR_RETURN(const v1::Assignment before, Before(
                                                    tables.assignments, txn, assignment.name(),
                                                    [](auto& r) -> auto& { return *r.mutable_assignment(); }));
  if (frozen == Frozen::kRefused) RETURN_IF_ERROR(AskFrozenWithBeside(tables, txn, before, assignment));
  RETURN_IF_ERROR(GuardAway(tables, txn, before, assignment));
  storage::v1::AssignmentRecord record;
  *record.mutable_assignment() = assignment;
  return tables.assignments.Put(txn, record);
}

absl::Status PutChange(const Tables& tables, Transaction& txn, const AssignmentChange& change, Frozen frozen) {
  if (!change.changed) return absl::OkStatus();
  RETURN_IF_ERROR(PutAssignment(tables, txn, change.assignment, frozen));
  if (change.calendar.has_value()) RETURN_IF_ERROR(Put(tables, txn, *change.calendar));
  if (change.seats.has_value()) RETURN_IF_ERROR(Put(tables, txn, *change.seats));
  return absl::OkStatus();
}

// In one commit with the posting, so that no demand is met by one that was cancelled.
absl::Status FollowDemand(const Tables& tables, Transaction& txn, const v1::Posting& posting) {
  ASSIGN_OR_RETURN(auto record, tables.demands.Find(txn, MemberKey(posting.demand())));
  if (!record.has_value()) return store::DamagedRow(tables.demands.RowKey(MemberKey(posting.demand())));
  if (!FollowPosting(*record->mutable_demand(), posting, StampOf(txn))) return absl::OkStatus();
  return tables.demands.Put(txn, *record);
}

}  // namespace

absl::Status Put(const Tables& tables, Transaction& txn, const v1::PersonCalendar& calendar) {
  storage::v1::CalendarRecord record;
  *record.mutable_calendar() = calendar;
  MarkClashes(*record.mutable_calendar());
  return tables.calendars.Put(txn, record);
}

absl::Status Put(const Tables& tables, Transaction& txn, const v1::Assignment& assignment) {
  return PutAssignment(tables, txn, assignment, Frozen::kRefused);
}

absl::Status Put(const Tables& tables, Transaction& txn, const storage::v1::SeatsRecord& seats) {
  storage::v1::SeatsRecord record = seats;
  record.mutable_ledger()->set_work_in_progress(record.has_work());
  return tables.seats.Put(txn, record);
}

absl::Status Put(const Tables& tables, Transaction& txn, const v1::Pairing& pairing) {
  storage::v1::PairingRecord record;
  *record.mutable_pairing() = pairing;
  return tables.pairings.Put(txn, record);
}

absl::Status Put(const Tables& tables, Transaction& txn, const CourseChange& change) {
  ASSIGN_OR_RETURN(const v1::Course before, Before(
                                                tables.courses, txn, change.course.name(),
                                                [](auto& r) -> auto& { return *r.mutable_course(); }));
  RETURN_IF_ERROR(AskFrozen(tables, txn, ParentName(change.course.name()), before, change.course));
  storage::v1::CourseRecord record;
  *record.mutable_course() = change.course;
  RETURN_IF_ERROR(tables.courses.Put(txn, record));
  RETURN_IF_ERROR(Put(tables, txn, change.seats));
  return tables.item_dates.Put(txn, change.item_dates);
}

absl::Status Put(const Tables& tables, Transaction& txn, const PostingChange& change) {
  ASSIGN_OR_RETURN(const v1::Posting before, Before(
                                                 tables.postings, txn, change.posting.name(),
                                                 [](auto& r) -> auto& { return *r.mutable_posting(); }));
  RETURN_IF_ERROR(AskFrozen(tables, txn, ParentName(change.posting.name()), before, change.posting));
  storage::v1::PostingRecord record;
  *record.mutable_posting() = change.posting;
  RETURN_IF_ERROR(tables.postings.Put(txn, record));
  if (!change.posting.demand().empty()) RETURN_IF_ERROR(FollowDemand(tables, txn, change.posting));
  RETURN_IF_ERROR(Put(tables, txn, change.seats));
  return tables.item_dates.Put(txn, change.item_dates);
}

absl::Status Put(const Tables& tables, Transaction& txn, const v1::Demand& demand) {
  storage::v1::DemandRecord record;
  *record.mutable_demand() = demand;
  return tables.demands.Put(txn, record);
}

absl::Status Put(const Tables& tables, Transaction& txn, const AssignmentChange& change) {
  return PutChange(tables, txn, change, Frozen::kRefused);
}

absl::Status PutPastFreeze(const Tables& tables, Transaction& txn, const AssignmentChange& change) {
  return PutChange(tables, txn, change, Frozen::kPassed);
}

}  // namespace jiedui::scheduler
