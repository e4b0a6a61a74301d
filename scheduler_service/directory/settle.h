// SPDX-License-Identifier: Apache-2.0
// At the end of a snapshot the directory is as the registry was at one revision, whatever has been missed before:
// persons merged, and perhaps unmerged or merged the other way round, restricted, purged. All assignments, and what was
// recorded of entrepreneurs, are looked at, and those that do not lie where they belong are moved (follow_persons.h).
#pragma once

#include <cstddef>

#include "absl/status/status.h"
#include "common/store/store.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// People whose rows are moved before the next ones are looked for; held in memory.
inline constexpr size_t kUnsettledMax = 1'000;

// Waits for the store: for a thread of its own. The errors of the store; DATA_LOSS.
absl::Status SettlePeople(store::Store& store, const Tables& tables);

}  // namespace jiedui::scheduler
