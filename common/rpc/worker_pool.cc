// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/worker_pool.h"

#include <utility>

namespace jiedui::rpc {

WorkerPool::WorkerPool(int threads, size_t queued_max, const Clock& clock) : queued_max_(queued_max), clock_(clock) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Run(); });
}

WorkerPool::~WorkerPool() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::TrySubmit(Task task) {
  MutexLock lock(mutex_);
  if (queue_.size() >= queued_max_) return false;
  Push(std::move(task));
  return true;
}

void WorkerPool::Submit(Task task) {
  MutexLock lock(mutex_);
  Push(std::move(task));
}

void WorkerPool::Push(Task task) {
  queue_.push_back(std::move(task));
  if (idle_ > 0) changed_.NotifyOne();
}

void WorkerPool::Run() {
  while (true) {
    Task task;
    {
      MutexLock lock(mutex_);
      ++idle_;
      while (queue_.empty() && !stopping_) changed_.Wait(mutex_);
      --idle_;
      if (queue_.empty()) return;
      task = std::move(queue_.front());
      queue_.pop_front();
    }
    const bool expired = task.deadline != absl::InfiniteFuture() && task.deadline <= clock_.Now();
    task.run(expired);
  }
}

}  // namespace jiedui::rpc
