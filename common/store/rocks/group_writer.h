// SPDX-License-Identifier: Apache-2.0
// The thread that writes what is decided: a group as one batch with one sync; then it publishes the new head and hands
// the answers on. The committer decides the next group meanwhile.
//
// Fail stop: when a write or a sync of the log fails, nobody knows what is on the disk. Whoever waits for that group,
// or for a later one, is told so (OUTCOME_UNKNOWN); FailureWatch hears of it, and nothing is written any more.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <thread>

#include "absl/status/status.h"
#include "common/base/mutex.h"
#include "common/store/commit_listeners.h"
#include "common/store/rocks/answerer.h"
#include "common/store/rocks/database.h"
#include "common/store/rocks/group.h"
#include "common/store/rocks/rocks_reader.h"
#include "rocksdb/write_batch.h"

namespace jiedui::store {

// One thread, but for head().
class GroupWriter {
 public:
  // The head is at `revision`. `answerer` must outlive it, `listeners` what it posts there; `when_idle` runs on its own
  // thread and must not block.
  GroupWriter(std::shared_ptr<Database> database, uint64_t revision, Answerer& answerer, CommitListeners& listeners,
              std::function<void()> when_idle);
  // Writes what it has first.
  ~GroupWriter();
  GroupWriter(const GroupWriter&) = delete;
  GroupWriter& operator=(const GroupWriter&) = delete;

  // Waits until the last group is written, and begins to write this one. What is left in `group` is to be used again.
  void Write(SealedGroup& group);
  // Whether nothing is being written. If something is, `when_idle` is called once it is written, unless Write comes
  // first.
  bool IdleOrTell();
  // Returns when what was to be written is, and its answers are handed on.
  void WaitUntilIdle();
  // Writes a batch of the store's own after what is being written; it reaches the disk with the next sync. UNAVAILABLE:
  // the log has failed, now or before.
  absl::Status WriteUnsynced(rocksdb::WriteBatch& batch);

  // Any thread.
  std::shared_ptr<const PublishedHead> head() const;

 private:
  void Run();
  bool WaitForGroup();
  void WriteGroup();
  void BecomeIdle();
  absl::Status WriteBatch(const rocksdb::WriteOptions& options, rocksdb::WriteBatch& batch, uint64_t revision);
  void Publish(uint64_t revision);

  // constant after construction, or with a lock of their own
  const std::shared_ptr<Database> database_;
  Answerer& answerer_;
  CommitListeners& listeners_;
  const std::function<void()> when_idle_;

  Mutex mutex_;
  CondVar changed_;  // busy_ or stopping_
  bool busy_ ABSL_GUARDED_BY(mutex_) = false;
  bool tell_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  SealedGroup group_;  // the thread's while busy_, otherwise the caller's

  mutable Mutex head_mutex_;
  std::shared_ptr<const PublishedHead> head_ ABSL_GUARDED_BY(head_mutex_);

  std::thread thread_;  // last: it uses all of the above
};

}  // namespace jiedui::store
