// SPDX-License-Identifier: Apache-2.0
// Whether a name is free for a new resource.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/table.h"

namespace jiedui::scheduler {

// ALREADY_EXISTS / ID_TAKEN if the row is there. `from` is a Snapshot or a Transaction.
template <typename Record, typename From>
absl::Status CheckFree(const store::Table<Record>& table, const From& from, absl::string_view key,
                       absl::string_view type, absl::string_view name) {
  ASSIGN_OR_RETURN(const std::optional<std::string> record, table.FindBytes(from, key));
  if (!record.has_value()) return absl::OkStatus();
  return ResourceExists("ID_TAKEN", type, name, absl::StrCat(name, " exists already"));
}

}  // namespace jiedui::scheduler
