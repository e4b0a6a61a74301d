// SPDX-License-Identifier: Apache-2.0
// Which rules make the registry's index rows: ICU's (sort keys, readings), and our own (common/store/index_version.h).
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"
#include "registry_service/store/tables.h"

namespace jiedui::registry {

// Of this program, with the ICU that it runs on. Loads the collations.
std::string IndexVersion();

// As store::PrepareIndexes.
absl::StatusOr<bool> PrepareIndexes(store::Store& store, const Tables& tables, absl::string_view version);

}  // namespace jiedui::registry
