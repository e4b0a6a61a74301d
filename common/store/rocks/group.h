// SPDX-License-Identifier: Apache-2.0
// Commands decided one after the other, each on what the earlier ones left, and what they wrote as one batch. Nothing
// here touches the disk but to read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/store/rocks/database.h"
#include "common/store/rocks/overlay.h"
#include "common/store/rocks/recovery.h"
#include "common/store/rocks/rocks_reader.h"
#include "common/store/rocks/row_cache.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "rocksdb/write_batch.h"

namespace jiedui::store {

// The outcome of a command, on its way to whoever waits for it.
struct Answer {
  absl::AnyInvocable<void(absl::StatusOr<Committed>)> done;
  absl::StatusOr<Committed> outcome;
};

// One thread. Used again for group after group, so that its buffers stay.
class Group {
 public:
  // `database` must outlive it.
  Group(const Database& database, Tip tip);

  // Forgets the last group, which has been written. `space` not OK: what would write is refused with it.
  void Begin(absl::Status space);
  // Decides one more command; `now` is the wall clock.
  void Run(Command command, absl::Time now);
  // Whether it must be written before another command is run.
  bool full() const;

  // Ends the group: the batch to write, whose last row is the head; nullptr if nothing is to be written. Once.
  rocksdb::WriteBatch* Seal();
  bool has_revisions() const { return tip_.revision > revision_before_; }
  std::vector<Answer> TakeAnswers() { return std::exchange(answers_, {}); }
  const Tip& tip() const { return tip_; }

 private:
  absl::StatusOr<Committed> Decide(const Command& command, absl::Time now);
  void Keep(const Command& command, std::string request_key, Transaction& txn, Committed& committed);
  // The row of its change entry.
  std::string LogChange(const Command& command, const std::string& request_key, Transaction& txn);
  void KeepAnswer(const Command& command, std::string request_key, absl::Time now, absl::string_view change_row,
                  const Committed& committed);
  void Write(Family family, absl::string_view key, const std::optional<std::string>& value);

  const Database& database_;
  const RocksReader committed_state_;
  RowCache cache_;  // over it
  Overlay overlay_;
  rocksdb::WriteBatch batch_;
  size_t staged_bytes_ = 0;  // in the overlay, for the batch
  Tip tip_;                  // after the last command of the group
  uint64_t revision_before_;
  std::vector<Answer> answers_;
  absl::Status space_;
};

}  // namespace jiedui::store
