// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/overlay.h"

#include <utility>

namespace jiedui::store {

absl::StatusOr<std::optional<std::string>> Overlay::Get(Family family, absl::string_view key) const {
  const StagedRows& rows = staged_[static_cast<size_t>(family)];
  if (const auto found = rows.find(key); found != rows.end()) return found->second;
  return base_.Get(family, key);
}

absl::Status Overlay::Scan(Family family, const KeyRange& range, KeyVisitor visit) const {
  return ScanThrough(staged_[static_cast<size_t>(family)], base_, family, range, visit);
}

void Overlay::Put(Family family, std::string key, std::optional<std::string> value) {
  staged_[static_cast<size_t>(family)].insert_or_assign(std::move(key), std::move(value));
}

void Overlay::Merge(Family family, StagedRows rows) {
  StagedRows& staged = staged_[static_cast<size_t>(family)];
  if (staged.empty()) {
    staged = std::move(rows);
    return;
  }
  staged.merge(rows);  // moves whatever is not there yet
  for (auto& [key, value] : rows) staged.insert_or_assign(key, std::move(value));
}

void Overlay::TakeOver(Overlay& later) {
  for (StagedRows& rows : staged_) rows.clear();
  staged_.swap(later.staged_);
}

}  // namespace jiedui::store
