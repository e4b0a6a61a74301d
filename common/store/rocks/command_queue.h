// SPDX-License-Identifier: Apache-2.0
// Commands that wait for the committer, bounded by count and bytes: what does not fit is refused at once, so that a
// queue that grows never makes everyone late.
#pragma once

#include <deque>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "common/base/mutex.h"
#include "common/store/store.h"

namespace jiedui::store {

// Any thread puts; one thread takes.
class CommandQueue {
 public:
  using Job = std::function<void()>;
  struct Work {
    std::vector<Command> commands;  // at most kCommandsPerGroupMax
    std::vector<Job> jobs;
  };

  // Takes the command, or leaves it where it is and answers RESOURCE_EXHAUSTED / OVERLOADED (full), or with what the
  // queue was closed with.
  absl::Status Put(Command& command);
  // Work of the store's own: not bounded, because its callers wait for it. Same answer once closed.
  absl::Status PutJob(Job job);

  // Fills `work` with what waits; waits for something if there is nothing. False: closed and empty.
  bool Take(Work& work);
  // Makes Take return, with nothing if nothing waits.
  void Wake();
  // Refuses what comes from now on with `reason`; what waits stays. The first reason counts.
  void Close(absl::Status reason);

 private:
  void TakeCommands(std::vector<Command>& commands) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void NotifyTaker() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  Mutex mutex_;
  CondVar filled_;
  std::deque<Command> commands_ ABSL_GUARDED_BY(mutex_);
  std::vector<Job> jobs_ ABSL_GUARDED_BY(mutex_);
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  bool taker_waits_ ABSL_GUARDED_BY(mutex_) = false;
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status closed_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace jiedui::store
