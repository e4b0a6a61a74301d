// SPDX-License-Identifier: Apache-2.0
// Makes the index rows of a table anew: those that are there go, whatever made them, and those that the table's rows
// have by its present functions come. For when the store is opened and nothing is served yet; a crash on the way leaves
// the index incomplete, so that whoever asks for it must remember that it is not done.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/status_macros.h"
#include "common/store/store.h"
#include "common/store/table.h"

namespace jiedui::store {

// Index rows written by one command, and commands that wait at a time: what a group commit takes well.
inline constexpr size_t kIndexRowsPerCommand = 100;
inline constexpr size_t kRebuildCommandsInFlightMax = 256;

struct IndexedRows {
  std::string row_prefix;
  std::vector<std::string> index_prefixes;
  // The index rows of a row, by its key without the prefix.
  std::function<absl::StatusOr<std::vector<std::string>>(absl::string_view key, absl::string_view value)> index_keys;
};

// Waits for the store. Nobody else may write meanwhile. DATA_LOSS, or what Store::Mutate answers.
absl::Status RebuildIndexes(Store& store, const IndexedRows& rows);

// `table` outlives what it answers.
template <typename Record>
IndexedRows IndexedRowsOf(const Table<Record>& table) {
  return {.row_prefix = table.prefix(),
          .index_prefixes = table.IndexPrefixes(),
          .index_keys = [&table](absl::string_view key,
                                 absl::string_view value) -> absl::StatusOr<std::vector<std::string>> {
            ASSIGN_OR_RETURN(const Record record, table.Decode(key, value));
            return table.IndexKeys(key, record);
          }};
}

}  // namespace jiedui::store
