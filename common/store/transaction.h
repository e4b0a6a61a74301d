// SPDX-License-Identifier: Apache-2.0
// What one command reads and writes. Reads see what all earlier commands left, and the transaction's own writes. Writes
// are staged: the store takes them if the command succeeds, and forgets them if not, so undoing costs nothing. Shared
// by all backends.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/store/staged_rows.h"
#include "common/store/store.h"

namespace jiedui::store {

// Keys of Family::kMeta that begin so belong to the store itself.
inline constexpr absl::string_view kStoreKeys = "store/";

// A row of Family::kRows that changed: what the change log tells.
struct LoggedChange {
  std::string key;
  std::optional<std::string> before;  // as the change log shows it; nullopt = new, or its table does not keep it
  std::optional<std::string> after;   // nullopt = deleted
};

// One thread, for the time of one `decide`.
class Transaction {
 public:
  struct Context {
    absl::Time now;         // never goes backwards from one revision to the next
    uint64_t revision = 0;  // that the commit will have
    std::string actor;
  };

  // `base` must outlive the transaction.
  Transaction(const Reader& base, Context context) : base_(base), context_(std::move(context)) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  const Context& context() const { return context_; }
  // What it reads, without what it staged.
  const Reader& base() const { return base_; }

  absl::StatusOr<std::optional<std::string>> Get(Family family, absl::string_view key) const;

  // Scans a range under a guard: a key of Family::kRows that this transaction has read and that every writer of the
  // range also writes (design.md section 3). Aborts the process if the guard was not read, or if `visit` stages
  // something: these are bugs.
  absl::Status ScanUnder(absl::string_view guard, Family family, const KeyRange& range, KeyVisitor visit) const;

  // Stages a row and its place in the change log. RESOURCE_EXHAUSTED: a limit of limits.h. INTERNAL: the row is empty,
  // which in the change log means deleted.
  absl::Status PutRow(LoggedChange change);
  // Stages bytes of kIndex or kMeta, outside the change log; nullopt deletes. RESOURCE_EXHAUSTED: a limit of limits.h.
  // Aborts the process for the other families and for keys that begin with kStoreKeys: those are the store's own.
  absl::Status Stage(Family family, std::string key, std::optional<std::string> value);

  // For stores: what was staged. A second change of one row keeps the first `before`.
  const StagedRows& staged(Family family) const { return staged_[static_cast<size_t>(family)]; }
  const std::vector<LoggedChange>& changes() const { return changes_; }
  bool empty() const { return ops_ == 0; }
  size_t bytes() const { return bytes_; }
  // How many staged operations there are, of kOpsPerCommandMax.
  size_t ops() const { return ops_; }
  // Moves it out; the transaction is then over.
  StagedRows TakeStaged(Family family) { return std::move(staged_[static_cast<size_t>(family)]); }
  std::vector<LoggedChange> TakeChanges() { return std::move(changes_); }

 private:
  // Holds the limits for one more value; `staged_before` is what the key was staged as, if it was.
  absl::Status Account(absl::string_view key, size_t value_bytes, const std::optional<size_t>& staged_before);
  absl::Status StageValue(Family family, std::string key, std::optional<std::string> value);

  // constant after construction
  const Reader& base_;
  const Context context_;

  StagedFamilies staged_;
  std::vector<LoggedChange> changes_;
  // Rows as `base_` shows them, which does not change meanwhile: a decision and the put after it read the same ones.
  mutable absl::flat_hash_map<std::string, std::optional<std::string>> rows_read_;
  mutable bool scanning_ = false;
  size_t ops_ = 0;
  size_t bytes_ = 0;
};

}  // namespace jiedui::store
