// SPDX-License-Identifier: Apache-2.0
// The one thread that writes. It decides what waits as a group, writes the group as one batch with one sync, publishes
// the new head, and hands the answers on. Commands run one after the other, so there is nothing to lock; many share a
// sync, so it is fast.
//
// Fail stop: when a write or a sync of the log fails, nobody knows what is on the disk. The group and everyone who
// waits is told so (OUTCOME_UNKNOWN), on_fatal is called once, and nothing is run any more.
#pragma once

#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "common/base/mutex.h"
#include "common/store/commit_listeners.h"
#include "common/store/rocks/answerer.h"
#include "common/store/rocks/command_queue.h"
#include "common/store/rocks/database.h"
#include "common/store/rocks/group.h"
#include "common/store/rocks/recovery.h"
#include "common/store/rocks/rocks_reader.h"
#include "common/store/rocks/space_guard.h"

namespace jiedui::store {

// Any thread.
class Committer {
 public:
  Committer(std::shared_ptr<Database> database, const RocksOptions& options, Tip tip);
  ~Committer();
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;

  void Mutate(Command command);
  // Writes a batch of the store's own between two groups, and waits for it; it reaches the disk with the next sync.
  // UNAVAILABLE: closed, or failed.
  absl::Status WriteBetweenGroups(rocksdb::WriteBatch& batch);

  std::shared_ptr<const PublishedHead> head() const;
  CommitListeners& listeners() { return listeners_; }

  // Runs what waits, answers it, then refuses everything. Idempotent.
  void Close();

 private:
  void Run();
  void RunGroups(std::vector<Command>& commands);
  void CommitGroup();
  absl::Status WriteUnsynced(rocksdb::WriteBatch& batch);
  void Publish();
  void StopForGood(const absl::Status& cause, std::vector<Answer> answers);

  // constant after construction, or with a lock of their own
  const std::shared_ptr<Database> database_;
  const Clock& clock_;
  const std::function<void(const absl::Status&)> on_fatal_;
  CommitListeners listeners_;
  CommandQueue queue_;
  Answerer answerer_;

  // the committer thread's
  Group group_;
  SpaceGuard space_;
  absl::Status failure_;

  mutable Mutex head_mutex_;
  std::shared_ptr<const PublishedHead> head_ ABSL_GUARDED_BY(head_mutex_);

  Mutex join_mutex_;
  std::thread thread_ ABSL_GUARDED_BY(join_mutex_);
};

}  // namespace jiedui::store
