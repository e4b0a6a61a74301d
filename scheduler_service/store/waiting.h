// SPDX-License-Identifier: Apache-2.0
// Who moves up when something gets free: in the same commit, whoever waits and may take it, in the order of their ranks
// (design.md section 7, invariant 3). The waiting list of an item is the range "assignment.waiting/"; its guard is the
// item's seats row.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/transaction.h"
#include "scheduler_service/domain/assignment.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// Whether a step of work may still change one more person (domain/limits.h): the rest is for the next command.
bool HasRoom(const store::Transaction& txn);

// Puts a step's change, then lets others move up: at the item whose seat got free, and this person wherever they wait.
// Answers the change with the assignment as it then is: it may know by now who got the seat.
absl::StatusOr<AssignmentChange> PutAndServe(const Tables& tables, store::Transaction& txn, AssignmentChange change);

// Offers the item's free seats to those who wait; whoever gives up another seat for it has it at once, and the one that
// they leave is served next, and so forth. `freed_by` is the assignment that gave the seat up, or empty. What does not
// fit into this command is noted in the seats row as work that goes on (store/item_work.h).
absl::Status ServeItem(const Tables& tables, store::Transaction& txn, absl::string_view item,
                       absl::string_view freed_by);

// After a step that may have freed a seat (AssignmentChange::freed_seat) or days: ServeItem, then ServeAfter.
absl::Status ServeFreed(const Tables& tables, store::Transaction& txn, const AssignmentChange& change);

// ServeItem for every item that the person waits for.
absl::Status ServePerson(const Tables& tables, store::Transaction& txn, absl::string_view person);

// ServeItem for every item that people of the organisation wait for.
absl::Status ServeOrganization(const Tables& tables, store::Transaction& txn, absl::string_view organization);

// After a step that may have freed days (AssignmentChange::freed_days): ServePerson, and ServeItem for every item that
// asks how many of the person's organisation are away, and that others of it wait for.
absl::Status ServeAfter(const Tables& tables, store::Transaction& txn, const AssignmentChange& change);

}  // namespace jiedui::scheduler
