// SPDX-License-Identifier: Apache-2.0
// What has to be done without anybody asking: offers that nobody took in time go to the next, work on people that did
// not fit into one command goes on, and plans that nobody committed in time are removed. One command at a time; a crash
// between them loses nothing.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/store/store.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// Does everything that is due, up to a bounded number of commands. What fails for one item or offer keeps the others
// from nothing: the first error is answered, and what it kept undone is due again. Any one thread; waits for the
// commits.
absl::Status RunUpkeep(store::Store& store, const Tables& tables, absl::Time now);

}  // namespace jiedui::scheduler
