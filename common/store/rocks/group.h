// SPDX-License-Identifier: Apache-2.0
// Commands decided one after the other, each on what the earlier ones left, and what they wrote as one batch. A group
// may be decided while the one before it is being written: it reads what that one left from memory. Nothing here
// touches the disk but to read.
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

// A group that is decided: what is to reach the disk, and who waits for it. Used again, so that its buffers stay.
struct SealedGroup {
  rocksdb::WriteBatch batch;  // with commits, the last row is the head; empty if nothing is to be written
  uint64_t revision = 0;      // of the head, then
  bool has_commits = false;   // whether that is a new one
  std::vector<Answer> answers;
};

// One thread. Used for group after group.
class Group {
 public:
  // `database` must outlive it.
  Group(const Database& database, Tip tip);

  // Begins a group on top of the last one, if there is one: that is sealed, and the one before it has been written.
  // `space` not OK: what would write is refused with it.
  void Begin(absl::Status space);
  // Decides one more command; `now` is the wall clock.
  void Run(Command command, absl::Time now);
  // Whether no command was run since it was sealed.
  bool empty() const { return answers_.empty(); }
  // Whether it must be sealed before another command is run.
  bool full() const;

  // Ends the group and leaves it in `sealed`. Once.
  void Seal(SealedGroup& sealed);
  // The last group, which is sealed, has been written too: from now on all is read from the database.
  void ForgetLast();

 private:
  void PutBelow();
  absl::StatusOr<Committed> Decide(const Command& command, absl::Time now);
  void Keep(const Command& command, std::string request_key, Transaction& txn, Committed& committed);
  // The row of its change entry.
  std::string LogChange(const Command& command, const std::string& request_key, Transaction& txn);
  void KeepAnswer(const Command& command, std::string request_key, absl::Time now, absl::string_view change_row,
                  const Committed& committed);
  void Write(Family family, absl::string_view key, const std::optional<std::string>& value,
             rocksdb::WriteBatch& batch) const;

  const Database& database_;
  const RocksReader committed_state_;
  RowCache cache_;           // over it
  Overlay last_group_;       // over that: its rows may be on their way to the disk
  Overlay overlay_;          // over that: the rows of this group
  size_t staged_bytes_ = 0;  // in the overlay, for the batch
  Tip tip_;                  // after the last command of the group
  uint64_t revision_before_;
  std::vector<Answer> answers_;
  absl::Status space_;
};

}  // namespace jiedui::store
