// SPDX-License-Identifier: Apache-2.0
// What is told of a row behind a figure: read from the row itself, for the page that is asked for. One thread.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/store/store.h"
#include "scheduler_service/reporting/contributors.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// The contributor at a place of the list, which was counted from this snapshot. `pairing` is the one that was asked
// for. DATA_LOSS: a row is damaged; what a snapshot's reads may answer.
absl::StatusOr<v1::Contributor> ContributorAt(const Tables& tables, const store::Snapshot& snapshot,
                                              const ContributorList& list, int64_t place, const std::string& pairing);

}  // namespace jiedui::scheduler
