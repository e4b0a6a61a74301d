// SPDX-License-Identifier: Apache-2.0
// Reads an index of search keys (domain/name_keys.h), whatever it leads to.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/status_macros.h"
#include "common/store/store.h"
#include "common/store/table.h"

namespace jiedui::registry {

inline constexpr int kMatchesDefault = 20;
// Finds taken for one search: with more, the query is too short to tell them apart, and the answer says so.
inline constexpr size_t kCandidatesMax = 1000;
// Rows looked at for one search that also asks for something else than the key.
inline constexpr size_t kFilteredRowsMax = 20'000;

// Ids, each once, in the order in which they were first added, at most `limit`.
class IdList {
 public:
  explicit IdList(size_t limit) : limit_(limit) {}

  void Add(std::string id) {
    if (!full() && known_.insert(id).second) ids_.push_back(std::move(id));
  }
  // Whether there may be more than were taken.
  bool full() const { return ids_.size() >= limit_; }
  const std::vector<std::string>& ids() const { return ids_; }

 private:
  const size_t limit_;
  std::set<std::string> known_;
  std::vector<std::string> ids_;
};

// Adds the ids that the rows of an index lead to, until the list is full. DATA_LOSS.
inline absl::Status AddIds(const store::Snapshot& snapshot, absl::string_view index_prefix,
                           const store::KeyRange& range, IdList& ids) {
  absl::Status status;
  const auto take = [&](absl::string_view index_key, absl::string_view) {
    std::optional<std::string> id = store::KeyOfIndexRow(index_prefix, index_key);
    if (id.has_value())
      ids.Add(*std::move(id));
    else
      status = store::DamagedRow(index_key);
    return status.ok() && !ids.full();
  };
  RETURN_IF_ERROR(snapshot.Scan(store::Family::kIndex, range, take));
  return status;
}

// The ids that any of the keys leads to, at most `limit`; those of the first keys before the others. An index value is
// escaped, but a search key has no byte that would be. DATA_LOSS.
inline absl::StatusOr<IdList> CandidatesOf(const store::Snapshot& snapshot, absl::string_view index_prefix,
                                           const std::vector<std::string>& keys_to_try, size_t limit = kCandidatesMax) {
  IdList ids(limit);
  for (const std::string& key : keys_to_try) {
    if (ids.full()) break;
    RETURN_IF_ERROR(AddIds(snapshot, index_prefix, store::PrefixRange(absl::StrCat(index_prefix, key)), ids));
  }
  return ids;
}

}  // namespace jiedui::registry
