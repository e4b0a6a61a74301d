// SPDX-License-Identifier: Apache-2.0
// Reads an index of search keys (domain/name_keys.h), whatever it leads to.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/status_macros.h"
#include "common/store/store.h"
#include "common/store/table.h"

namespace jiedui::registry {

inline constexpr int kMatchesDefault = 20;
// Rows looked at for one search: with more, the query is too short to tell them apart, and the answer says so.
inline constexpr size_t kCandidatesMax = 1000;

// Adds the ids that a key beginning with `beginning` leads to, until there are kCandidatesMax. An index value is
// escaped, but a search key has no byte that would be. DATA_LOSS.
inline absl::Status AddCandidates(const store::Snapshot& snapshot, absl::string_view index_prefix,
                                  absl::string_view beginning, std::set<std::string>& ids) {
  absl::Status status;
  const store::KeyRange range = store::PrefixRange(absl::StrCat(index_prefix, beginning));
  RETURN_IF_ERROR(snapshot.Scan(store::Family::kIndex, range, [&](absl::string_view index_key, absl::string_view) {
    const std::optional<std::string> id = store::KeyOfIndexRow(index_prefix, index_key);
    if (!id.has_value()) {
      status = store::DamagedRow(index_key);
      return false;
    }
    ids.insert(*id);
    return ids.size() < kCandidatesMax;
  }));
  return status;
}

// The ids that any of the keys leads to, at most kCandidatesMax; those of the first keys before the others.
inline absl::StatusOr<std::set<std::string>> CandidatesOf(const store::Snapshot& snapshot,
                                                          absl::string_view index_prefix,
                                                          const std::vector<std::string>& keys_to_try) {
  std::set<std::string> ids;
  for (const std::string& key : keys_to_try) {
    if (ids.size() >= kCandidatesMax) break;
    RETURN_IF_ERROR(AddCandidates(snapshot, index_prefix, key, ids));
  }
  return ids;
}

}  // namespace jiedui::registry
