// SPDX-License-Identifier: Apache-2.0
// The work that a verb on a course or posting has with its people: as much as fits into the command at once, the rest
// in commands that follow (store/upkeep.h), from where the seats row says. Meanwhile the item's state and dates are the
// new ones already, so that nobody is given a seat on the old terms.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/transaction.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "jiedui/scheduler/v1/notice.pb.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// What became of the people that this command has looked at.
struct WorkDone {
  std::vector<v1::Notice> notices;  // whom to tell
  bool goes_on = false;
};

// Begins it. The item's row has been put. In its last command free seats are offered. FAILED_PRECONDITION /
// RULES_FAILED: WORK_IN_PROGRESS, other work goes on that this one does not make needless; else the store's errors.
absl::StatusOr<WorkDone> BeginWork(const Tables& tables, store::Transaction& txn, absl::string_view item,
                                   const storage::v1::ItemWork& work);

// Goes on with it, whatever it is; nothing if there is none. True: there is more to do.
absl::StatusOr<bool> ContinueWork(const Tables& tables, store::Transaction& txn, absl::string_view item);

// Whether anybody is at the item; has ever come to it; or may yet come to something (IsLive). Each reads all people.
absl::StatusOr<bool> AnybodyThere(const Tables& tables, const store::Transaction& txn, absl::string_view item);
absl::StatusOr<bool> AnybodyCame(const Tables& tables, const store::Transaction& txn, absl::string_view item);
absl::StatusOr<bool> AnybodyLive(const Tables& tables, const store::Transaction& txn, absl::string_view item);

// Whether all who are there may end on the day; KIND_END_EARLY ends only the first of them in the commit that begins
// it, and the others whatever comes. FAILED_PRECONDITION / RULES_FAILED: DATE_OUTSIDE for each who came after the day;
// PERIOD_FROZEN.
absl::Status CheckMayEnd(const Tables& tables, const store::Transaction& txn, absl::string_view item,
                         const std::string& day);

// Everybody with a place until `last_day_before` stays until the item's last day, and who waits waits for all of it; or
// nobody: FAILED_PRECONDITION with all that is in the way.
absl::Status KeepPeopleOn(const Tables& tables, store::Transaction& txn, absl::string_view item,
                          absl::string_view last_day_before, const std::string& reason);

}  // namespace jiedui::scheduler
