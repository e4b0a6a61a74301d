// SPDX-License-Identifier: Apache-2.0
// Index rows come from rules that change: a library's (sort keys, readings), and our own. The store remembers which
// rules made them; where it remembers others, or none, they are made anew before anything is served. That is also how
// an older store gets an index that it never had.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/index_rebuild.h"
#include "common/store/store.h"

namespace jiedui::store {

// Where it stands, in Family::kMeta.
inline constexpr absl::string_view kIndexVersionKey = "indexes/version";

// Sees to it that the index rows of `tables` are those of `version`, which is not empty; a crash on the way only means
// that it begins again, also where a program of another version comes next. True: they had to be made anew. Waits for
// the store. DATA_LOSS, or what Store::Mutate answers.
absl::StatusOr<bool> PrepareIndexes(Store& store, absl::string_view version, const std::vector<IndexedRows>& tables);

}  // namespace jiedui::store
