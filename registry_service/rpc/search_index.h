// SPDX-License-Identifier: Apache-2.0
// Reads an index of search keys (domain/name_keys.h), whatever it leads to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/status_macros.h"
#include "common/store/store.h"
#include "common/store/table.h"
#include "registry_service/domain/name_keys.h"

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

  // Whether it is new.
  bool Add(const std::string& id) {
    if (full() || !known_.insert(id).second) return false;
    ids_.push_back(id);
    return true;
  }
  // Whether there may be more than were taken.
  bool full() const { return ids_.size() >= limit_; }
  const std::vector<std::string>& ids() const { return ids_; }

 private:
  const size_t limit_;
  absl::flat_hash_set<std::string> known_;
  std::vector<std::string> ids_;
};

// Somebody whom a search may find.
struct Candidate {
  std::string id;
  // How; nullopt = only the names themselves say.
  std::optional<Rank> rank;
};

// Adds the ids that the rows of an index lead to, until the list is full. DATA_LOSS.
inline absl::Status AddIds(const store::Snapshot& snapshot, absl::string_view index_prefix,
                           const store::KeyRange& range, IdList& ids) {
  absl::Status status;
  const auto take = [&](absl::string_view index_key, absl::string_view) {
    std::optional<std::string> id = store::KeyOfIndexRow(index_prefix, index_key);
    if (id.has_value())
      ids.Add(*id);
    else
      status = store::DamagedRow(index_key);
    return status.ok() && !ids.full();
  };
  RETURN_IF_ERROR(snapshot.Scan(store::Family::kIndex, range, take));
  return status;
}

// Whom what is asked for finds by the index of search keys, each once, at most `limit`. The better keys come before the
// others, and an exact one before those that go on: so the first find of somebody is the best, and says how. An index
// value is escaped, but a search key has no byte that would be. DATA_LOSS.
inline absl::StatusOr<std::vector<Candidate>> CandidatesOf(const store::Snapshot& snapshot,
                                                           absl::string_view index_prefix, const KeyList& asked,
                                                           size_t limit = kCandidatesMax) {
  IdList ids(limit);
  std::vector<Candidate> candidates;
  absl::Status status;
  const auto take = [&](absl::string_view index_key, absl::string_view) {
    const std::optional<std::string> id = store::KeyOfIndexRow(index_prefix, index_key);
    if (!id.has_value())
      status = store::DamagedRow(index_key);
    else if (ids.Add(*id))
      candidates.push_back({*id, StoredKeyRank(asked, store::ValueOfIndexRow(index_prefix, index_key))});
    return status.ok() && !ids.full();
  };
  for (const std::string& key : asked.Stored(kSearchKeysMax)) {
    if (ids.full()) break;
    const store::KeyRange range = store::PrefixRange(absl::StrCat(index_prefix, key));
    RETURN_IF_ERROR(snapshot.Scan(store::Family::kIndex, range, take));
    RETURN_IF_ERROR(status);
  }
  return candidates;
}

}  // namespace jiedui::registry
