// SPDX-License-Identifier: Apache-2.0
// The key of the blind index lives in the store, as a row: it must be as old, as durable and as often backed up as the
// rows that were found with it.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/store/store.h"

namespace jiedui::registry {

// The key, made on the first call. Waits for the store. DATA_LOSS, or what Store::Mutate answers.
absl::StatusOr<std::string> LoadBlindIndexKey(store::Store& store);

}  // namespace jiedui::registry
