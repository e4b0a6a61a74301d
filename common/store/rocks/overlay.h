// SPDX-License-Identifier: Apache-2.0
// The writes of a group that are not in the database yet, or may not be, laid over what is below them: what the next
// command reads.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/store/staged_rows.h"
#include "common/store/store.h"

namespace jiedui::store {

// One thread.
class Overlay final : public Reader {
 public:
  // `base` must outlive it. A pointer, because a reference to another overlay would be copied.
  explicit Overlay(const Reader* base) : base_(*base) {}
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;

  absl::StatusOr<std::optional<std::string>> Get(Family family, absl::string_view key) const override;
  absl::Status Scan(Family family, const KeyRange& range, KeyVisitor visit) const override;

  void Put(Family family, std::string key, std::optional<std::string> value);
  void Merge(Family family, StagedRows rows);
  // Forgets its rows, and takes those of `later`, which is left empty.
  void TakeOver(Overlay& later);
  // Everything so far.
  const StagedRows& staged(Family family) const { return staged_[static_cast<size_t>(family)]; }

 private:
  const Reader& base_;
  StagedFamilies staged_;
};

}  // namespace jiedui::store
