// SPDX-License-Identifier: Apache-2.0
// Writes that are not in the store yet, and reading through them. Layers of them lie over the database while a group
// is decided: the transaction's own, those of the earlier commands of the group, those of the group before.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "common/store/store.h"

namespace jiedui::store {

// A staged value; nullopt = deleted. A map whose nodes are moved as they are from a transaction to its group.
using StagedRows = std::map<std::string, std::optional<std::string>, std::less<>>;

// Those of each family.
using StagedFamilies = std::array<StagedRows, kFamilyCount>;

// Scans what `base` shows with `staged` laid over it. `visit` must not change `staged`.
absl::Status ScanThrough(const StagedRows& staged, const Reader& base, Family family, const KeyRange& range,
                         KeyVisitor visit);

}  // namespace jiedui::store
