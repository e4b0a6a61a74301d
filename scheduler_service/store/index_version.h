// SPDX-License-Identifier: Apache-2.0
// Which rules make the scheduler's index rows (common/store/index_version.h).
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// Of this program.
std::string IndexVersion();

// As store::PrepareIndexes.
absl::StatusOr<bool> PrepareIndexes(store::Store& store, const Tables& tables, absl::string_view version);

}  // namespace jiedui::scheduler
