// SPDX-License-Identifier: Apache-2.0
// The writes of the earlier commands of a group, laid over the database: what the next command of the group reads.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/store/staged_rows.h"
#include "common/store/store.h"

namespace jiedui::store {

// One thread. `base` must outlive it.
class Overlay final : public Reader {
 public:
  explicit Overlay(const Reader& base) : base_(base) {}

  absl::StatusOr<std::optional<std::string>> Get(Family family, absl::string_view key) const override;
  absl::Status Scan(Family family, const KeyRange& range, KeyVisitor visit) const override;

  void Put(Family family, std::string key, std::optional<std::string> value);
  void Merge(Family family, StagedRows rows);
  void Clear();
  // Everything so far.
  const StagedRows& staged(Family family) const { return staged_[static_cast<size_t>(family)]; }

 private:
  const Reader& base_;
  std::array<StagedRows, kFamilyCount> staged_;
};

}  // namespace jiedui::store
