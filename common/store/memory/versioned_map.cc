// SPDX-License-Identifier: Apache-2.0
#include "common/store/memory/versioned_map.h"

namespace jiedui::store {
namespace {

const std::optional<std::string>& VersionAt(const std::map<uint64_t, std::optional<std::string>>& versions,
                                            uint64_t moment) {
  static const std::optional<std::string> kNothing;
  const auto later = versions.upper_bound(moment);
  return later == versions.begin() ? kNothing : std::prev(later)->second;
}

}  // namespace

void VersionedMap::Put(uint64_t moment, std::string key, std::optional<std::string> value) {
  rows_[std::move(key)][moment] = std::move(value);
}

std::optional<std::string> VersionedMap::Get(uint64_t moment, absl::string_view key) const {
  const auto row = rows_.find(key);
  return row == rows_.end() ? std::nullopt : VersionAt(row->second, moment);
}

std::optional<std::pair<std::string, std::string>> VersionedMap::First(uint64_t moment, const KeyRange& range) const {
  for (auto row = rows_.lower_bound(range.first); row != rows_.end(); ++row) {
    if (!range.end.empty() && row->first >= range.end) return std::nullopt;
    const std::optional<std::string>& value = VersionAt(row->second, moment);
    if (value.has_value()) return std::pair(row->first, *value);
  }
  return std::nullopt;
}

}  // namespace jiedui::store
