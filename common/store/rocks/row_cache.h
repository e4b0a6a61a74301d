// SPDX-License-Identifier: Apache-2.0
// Rows that commands read over and over (a course, its seats, a pairing), as they are committed, so that they are not
// searched for in the database each time. Right, because whoever reads through it is told of every row that is written
// (Update), and until then reads the row somewhere else: in the group that writes it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "common/store/staged_rows.h"
#include "common/store/store.h"

namespace jiedui::store {

// What it holds at most; then it begins anew.
inline constexpr size_t kRowCacheBytesMax = 4 * 1024 * 1024;
inline constexpr size_t kRowCachedBytesMax = 64 * 1024;

class RowCache final : public Reader {
 public:
  // `base` must outlive it.
  explicit RowCache(const Reader& base) : base_(base) {}

  // Remembers rows of Family::kRows that are there: of the others, a filter says so quickly.
  absl::StatusOr<std::optional<std::string>> Get(Family family, absl::string_view key) const override;
  absl::Status Scan(Family family, const KeyRange& range, KeyVisitor visit) const override {
    return base_.Scan(family, range, visit);
  }

  // These rows have been written.
  void Update(const StagedRows& written);

  size_t bytes() const { return bytes_; }

 private:
  void Remember(absl::string_view key, const std::string& value) const;
  void Forget(absl::string_view key);

  const Reader& base_;
  mutable absl::flat_hash_map<std::string, std::string> rows_;
  mutable size_t bytes_ = 0;
};

}  // namespace jiedui::store
