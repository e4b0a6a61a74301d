// SPDX-License-Identifier: Apache-2.0
// The one thread that decides. Commands run on it one after the other, so there is nothing to lock; what waits is
// decided as a group, which another thread writes as one batch with one sync (GroupWriter), so it is fast. While a
// group is being written the next one stays open, and is decided on what the first one left.
//
// Fail stop: when a write or a sync of the log fails, nobody knows what is on the disk. The group and the one that was
// decided on it are told so (OUTCOME_UNKNOWN), on_fatal is called once, and nothing is run any more.
#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "absl/status/status.h"
#include "common/base/mutex.h"
#include "common/store/commit_listeners.h"
#include "common/store/rocks/answerer.h"
#include "common/store/rocks/command_queue.h"
#include "common/store/rocks/database.h"
#include "common/store/rocks/group.h"
#include "common/store/rocks/group_writer.h"
#include "common/store/rocks/recovery.h"
#include "common/store/rocks/space_guard.h"

namespace jiedui::store {

// Any thread.
class Committer {
 public:
  Committer(std::shared_ptr<Database> database, const RocksOptions& options, const Tip& tip);
  ~Committer();
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;

  void Mutate(Command command);
  // Writes a batch of the store's own between two groups, and waits for it; it reaches the disk with the next sync.
  // UNAVAILABLE: closed, or failed.
  absl::Status WriteBetweenGroups(rocksdb::WriteBatch& batch);

  std::shared_ptr<const PublishedHead> head() const { return writer_.head(); }
  CommitListeners& listeners() { return listeners_; }

  // Runs what waits, answers it, then refuses everything. Idempotent.
  void Close();

 private:
  void Run();
  void Decide(Command command);
  void HandOver();
  void StopIfFailed();

  // constant after construction, or with a lock of their own
  const std::shared_ptr<Database> database_;
  const Clock& clock_;
  const std::function<void(const absl::Status&)> on_fatal_;
  CommitListeners listeners_;
  CommandQueue queue_;
  Answerer answerer_;

  // the committer thread's
  Group group_;
  SealedGroup sealed_;  // on its way from group_ to writer_
  GroupWriter writer_;
  SpaceGuard space_;
  bool stopped_ = false;

  Mutex join_mutex_;
  std::thread thread_ ABSL_GUARDED_BY(join_mutex_);
};

}  // namespace jiedui::store
