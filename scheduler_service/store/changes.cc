// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/changes.h"

#include "common/base/status_macros.h"
#include "scheduler_service/domain/clashes.h"

namespace jiedui::scheduler {
namespace {

using store::Transaction;

absl::Status PutLedger(const Tables& tables, Transaction& txn, const v1::SeatLedger& ledger) {
  storage::v1::SeatsRecord record;
  *record.mutable_ledger() = ledger;
  return tables.seats.Put(txn, record);
}

}  // namespace

absl::Status Put(const Tables& tables, Transaction& txn, const v1::PersonCalendar& calendar) {
  storage::v1::CalendarRecord record;
  *record.mutable_calendar() = calendar;
  MarkClashes(*record.mutable_calendar());
  return tables.calendars.Put(txn, record);
}

absl::Status Put(const Tables& tables, Transaction& txn, const v1::Assignment& assignment) {
  storage::v1::AssignmentRecord record;
  *record.mutable_assignment() = assignment;
  return tables.assignments.Put(txn, record);
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
  RETURN_IF_ERROR(PutLedger(tables, txn, change.ledger));
  return tables.item_dates.Put(txn, change.item_dates);
}

absl::Status Put(const Tables& tables, Transaction& txn, const PostingChange& change) {
  storage::v1::PostingRecord record;
  *record.mutable_posting() = change.posting;
  RETURN_IF_ERROR(tables.postings.Put(txn, record));
  RETURN_IF_ERROR(PutLedger(tables, txn, change.ledger));
  return tables.item_dates.Put(txn, change.item_dates);
}

absl::Status Put(const Tables& tables, Transaction& txn, const AssignmentChange& change) {
  if (!change.changed) return absl::OkStatus();
  RETURN_IF_ERROR(Put(tables, txn, change.assignment));
  if (change.calendar.has_value()) RETURN_IF_ERROR(Put(tables, txn, *change.calendar));
  if (change.ledger.has_value()) RETURN_IF_ERROR(PutLedger(tables, txn, *change.ledger));
  return absl::OkStatus();
}

}  // namespace jiedui::scheduler
