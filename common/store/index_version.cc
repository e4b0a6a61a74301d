// SPDX-License-Identifier: Apache-2.0
#include "common/store/index_version.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/store/transaction.h"

namespace jiedui::store {
namespace {

// The version of indexes that are being made: no program's own, so that whichever comes next makes them anew.
constexpr absl::string_view kUnfinished = "unfinished";

absl::StatusOr<bool> HasRows(const Snapshot& snapshot, absl::string_view prefix) {
  bool found = false;
  RETURN_IF_ERROR(snapshot.Scan(Family::kRows, PrefixRange(prefix), [&found](absl::string_view, absl::string_view) {
    found = true;
    return false;
  }));
  return found;
}

absl::Status PutVersion(Store& store, absl::string_view version) {
  Command command;
  command.method = "/jiedui-store/PrepareIndexes";
  command.actor = "jiedui-store";
  command.decide = [version](Transaction& txn) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(txn.Stage(Family::kMeta, std::string(kIndexVersionKey), std::string(version)));
    return "";
  };
  return MutateAndWait(store, std::move(command)).status();
}

}  // namespace

absl::StatusOr<bool> PrepareIndexes(Store& store, absl::string_view version, const std::vector<IndexedRows>& tables) {
  const std::unique_ptr<Snapshot> snapshot = store.NewSnapshot(ReadTier::kDisk);
  ASSIGN_OR_RETURN(const std::optional<std::string> made_by, snapshot->Get(Family::kMeta, kIndexVersionKey));
  if (made_by == version) return false;
  bool anew = false;
  for (const IndexedRows& rows : tables) {
    ASSIGN_OR_RETURN(const bool has_rows, HasRows(*snapshot, rows.row_prefix));
    if (!has_rows) continue;
    // Else a program of the version that is there would take what a crash leaves for its own.
    if (!std::exchange(anew, true)) RETURN_IF_ERROR(PutVersion(store, kUnfinished));
    RETURN_IF_ERROR(RebuildIndexes(store, rows));
  }
  RETURN_IF_ERROR(PutVersion(store, version));
  return anew;
}

}  // namespace jiedui::store
