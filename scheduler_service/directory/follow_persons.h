// SPDX-License-Identifier: Apache-2.0
// What a change of people in the registry means for their assignments, in the same commit as the directory's rows:
// the assignments of a person who was merged move to the one that stays, and back if the merge is undone; whose data
// are restricted or deleted loses the name in them. Seats and figures stay as they are (人次); a clash that a merge
// brings is marked on both sides, never dropped (domain/clashes.h). What was recorded of an entrepreneur goes with her.
//
// Where an assignment belongs follows from the person it was made for and from the merges in the directory alone. One
// that finds no room there (domain/limits.h) stays where it is: the feed must go on.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/store/transaction.h"
#include "scheduler_service/directory/directory_apply.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// Compares the people in `step`, a commit of the registry, with the directory, which does not have the step's rows yet,
// and puts the assignments and calendars that change. False: one command cannot hold them all; commit these, and call
// it again with the same step. DATA_LOSS.
absl::StatusOr<bool> FollowPersons(const Tables& tables, store::Transaction& txn, const DirectoryStep& step);

// The same for all assignments that lie with one person, by what the directory says now: each goes where it belongs,
// and the name is in those that stay, or in none.
absl::StatusOr<bool> SettlePerson(const Tables& tables, store::Transaction& txn, const std::string& person);

}  // namespace jiedui::scheduler
