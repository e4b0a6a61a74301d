// SPDX-License-Identifier: Apache-2.0
// Index rows come from rules that change: ICU's (sort keys, readings), and our own. The store remembers which rules
// made them; where it remembers others, or none, they are made anew before anything is served. That is also how an
// older store gets an index that it never had.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"
#include "registry_service/store/tables.h"

namespace jiedui::registry {

// Of this program, with the ICU that it runs on. Loads the collations.
std::string IndexVersion();

// Sees to it that the index rows are those of `version`; a crash on the way only means that it begins again, also where
// a program of another version comes next. True: they had to be made anew. Waits for the store. DATA_LOSS, or what
// Store::Mutate answers.
absl::StatusOr<bool> PrepareIndexes(store::Store& store, const Tables& tables, absl::string_view version);

}  // namespace jiedui::registry
