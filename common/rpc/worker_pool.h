// SPDX-License-Identifier: Apache-2.0
// A few threads that may wait for the disk, behind a bounded queue. What has waited past its deadline is not run: the
// caller is gone, and running it would only make the others late too.
#pragma once

#include <cstddef>
#include <deque>
#include <thread>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/base/mutex.h"

namespace jiedui::rpc {

// Any thread.
class WorkerPool {
 public:
  struct Task {
    absl::Time deadline = absl::InfiniteFuture();
    // `expired`: the deadline has passed.
    absl::AnyInvocable<void(bool expired)> run;
  };

  // `clock` must outlive the pool.
  WorkerPool(int threads, size_t queued_max, const Clock& clock);
  // Runs what is queued, then stops.
  ~WorkerPool();

  // False, and `task` is dropped, if the queue is full.
  [[nodiscard]] bool TrySubmit(Task task);
  // For tasks whose number is bounded elsewhere, e.g. one for each open stream: never refused.
  void Submit(Task task);

 private:
  void Run();
  void Push(Task task) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const size_t queued_max_;
  const Clock& clock_;

  Mutex mutex_;
  CondVar changed_;
  std::deque<Task> queue_ ABSL_GUARDED_BY(mutex_);
  int idle_ ABSL_GUARDED_BY(mutex_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace jiedui::rpc
