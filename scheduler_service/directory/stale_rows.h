// SPDX-License-Identifier: Apache-2.0
// Finds what a finished snapshot did not bring: directory rows of older generations. Only the follower writes directory
// rows, so what it finds in a store snapshot is still so when it removes it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/store/store.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// Names of at most `count_max` resources whose rows are not of `generation`. DATA_LOSS: a row is damaged.
absl::StatusOr<std::vector<std::string>> StaleResources(const Tables& tables, const store::Snapshot& snapshot,
                                                        uint64_t generation, size_t count_max);

}  // namespace jiedui::scheduler
