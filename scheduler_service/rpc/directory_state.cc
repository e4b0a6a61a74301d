// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/directory_state.h"

#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {

absl::StatusOr<v1::DirectoryState> StateOfDirectory(const ServiceParts& parts, const rpc::ReadContext& context) {
  ASSIGN_OR_RETURN(const auto cursor, parts.tables.cursors.Find(context.snapshot, kDirectoryCursorKey));
  return StateOf(cursor.value_or(storage::v1::DirectoryCursorRecord()), parts.progress.contact());
}

}  // namespace jiedui::scheduler
