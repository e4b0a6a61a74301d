// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/changes.h"

#include <string>

#include "common/base/status_macros.h"
#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/clashes.h"
#include "scheduler_service/domain/demand.h"
#include "scheduler_service/store/facts.h"
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

absl::Status GuardAway(const Tables& tables, Transaction& txn, const v1::Assignment& assignment) {
  ASSIGN_OR_RETURN(const auto before, tables.assignments.Find(txn, MemberKey(assignment.name())));
  const std::string place_before = before.has_value() ? PlaceInAway(before->assignment()) : "";
  const std::string place = PlaceInAway(assignment);
  if (place == place_before) return absl::OkStatus();
  if (!place_before.empty()) RETURN_IF_ERROR(TouchAway(tables, txn, before->assignment().organization()));
  if (place.empty() || (!place_before.empty() && before->assignment().organization() == assignment.organization()))
    return absl::OkStatus();
  return TouchAway(tables, txn, assignment.organization());
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
  RETURN_IF_ERROR(GuardAway(tables, txn, assignment));
  storage::v1::AssignmentRecord record;
  *record.mutable_assignment() = assignment;
  return tables.assignments.Put(txn, record);
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
  storage::v1::CourseRecord record;
  *record.mutable_course() = change.course;
  RETURN_IF_ERROR(tables.courses.Put(txn, record));
  RETURN_IF_ERROR(Put(tables, txn, change.seats));
  return tables.item_dates.Put(txn, change.item_dates);
}

absl::Status Put(const Tables& tables, Transaction& txn, const PostingChange& change) {
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
  if (!change.changed) return absl::OkStatus();
  RETURN_IF_ERROR(Put(tables, txn, change.assignment));
  if (change.calendar.has_value()) RETURN_IF_ERROR(Put(tables, txn, *change.calendar));
  if (change.seats.has_value()) RETURN_IF_ERROR(Put(tables, txn, *change.seats));
  return absl::OkStatus();
}

}  // namespace jiedui::scheduler
