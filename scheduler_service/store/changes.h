// SPDX-License-Identifier: Apache-2.0
// Puts whatever a decision brings, in the same transaction. This is the one place where commands write assignments,
// courses and postings: what an edition has counted of them is FAILED_PRECONDITION / PERIOD_FROZEN (domain/frozen.h).
// Other errors are the store's: RESOURCE_EXHAUSTED (limits), DATA_LOSS.
#pragma once

#include "absl/status/status.h"
#include "common/store/transaction.h"
#include "jiedui/scheduler/v1/demand.pb.h"
#include "scheduler_service/domain/assignment.h"
#include "scheduler_service/domain/course.h"
#include "scheduler_service/domain/posting.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

absl::Status Put(const Tables& tables, store::Transaction& txn, const v1::Pairing& pairing);
// Also changes the guard of who is away from the organisation, where that changes.
absl::Status Put(const Tables& tables, store::Transaction& txn, const v1::Assignment& assignment);
absl::Status Put(const Tables& tables, store::Transaction& txn, const storage::v1::SeatsRecord& seats);
// Marks what clashes in it (domain/clashes.h).
absl::Status Put(const Tables& tables, store::Transaction& txn, const v1::PersonCalendar& calendar);
absl::Status Put(const Tables& tables, store::Transaction& txn, const CourseChange& change);
// The demand that the posting meets follows it.
absl::Status Put(const Tables& tables, store::Transaction& txn, const PostingChange& change);
absl::Status Put(const Tables& tables, store::Transaction& txn, const v1::Demand& demand);
absl::Status Put(const Tables& tables, store::Transaction& txn, const AssignmentChange& change);
// Though an edition has counted what it changes: of an approved correction, and of work that began before the period
// was frozen.
absl::Status PutPastFreeze(const Tables& tables, store::Transaction& txn, const AssignmentChange& change);

}  // namespace jiedui::scheduler
