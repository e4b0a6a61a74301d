// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/row_cache.h"

namespace jiedui::store {

absl::StatusOr<std::optional<std::string>> RowCache::Get(Family family, absl::string_view key) const {
  if (family != Family::kRows) return base_.Get(family, key);
  if (const auto row = rows_.find(key); row != rows_.end()) return row->second;
  absl::StatusOr<std::optional<std::string>> value = base_.Get(family, key);
  if (value.ok() && value->has_value()) Remember(key, **value);
  return value;
}

// Only what somebody has read: most of what is written nobody reads soon.
void RowCache::Update(const StagedRows& written) {
  for (const auto& [key, value] : written) {
    if (!rows_.contains(key)) continue;
    Forget(key);
    if (value.has_value()) Remember(key, *value);
  }
}

void RowCache::Remember(absl::string_view key, const std::string& value) const {
  const size_t bytes = key.size() + value.size();
  if (bytes > kRowCachedBytesMax) return;
  if (bytes_ + bytes > kRowCacheBytesMax) {
    rows_.clear();
    bytes_ = 0;
  }
  if (rows_.emplace(key, value).second) bytes_ += bytes;
}

void RowCache::Forget(absl::string_view key) {
  const auto row = rows_.find(key);
  bytes_ -= row->first.size() + row->second.size();
  rows_.erase(row);
}

}  // namespace jiedui::store
