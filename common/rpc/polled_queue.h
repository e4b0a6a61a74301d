// SPDX-License-Identifier: Apache-2.0
// A completion queue and the one thread that polls it. An answer that another thread has made goes out on this one: it
// has read the call, so it frees what it has allocated, nobody else is at work on the connection, and it need not be
// woken for each answer that has left. Many answers made at once, as those of a commit, come with a single wake.
#pragma once

#include <memory>
#include <vector>

#include "common/base/mutex.h"
#include "common/rpc/event.h"
#include "grpcpp/alarm.h"
#include "grpcpp/completion_queue.h"

namespace jiedui::rpc {

class PolledQueue final : private Event {
 public:
  explicit PolledQueue(std::unique_ptr<grpc::ServerCompletionQueue> queue) : queue_(std::move(queue)) {}
  PolledQueue(const PolledQueue&) = delete;
  PolledQueue& operator=(const PolledQueue&) = delete;

  // For operations, whose tags are Events.
  grpc::ServerCompletionQueue* get() const { return queue_.get(); }

  // Completes events until the queue is shut down and empty. On one thread, which is the polling thread from then on.
  void Poll();

  // Completes `event` with true on the polling thread: at once if this is it. Any thread; not after Shutdown().
  void Run(Event& event);

  // Nothing may be begun on the queue any more, and nothing that was given to Run() be on its way.
  void Shutdown() { queue_->Shutdown(); }

 private:
  void Complete(bool ok) override;

  const std::unique_ptr<grpc::ServerCompletionQueue> queue_;

  Mutex mutex_;
  std::vector<Event*> waiting_ ABSL_GUARDED_BY(mutex_);  // not empty: the alarm is on its way
  grpc::Alarm alarm_;                                    // of whoever put the first event there
  std::vector<Event*> running_;                          // the polling thread's
};

}  // namespace jiedui::rpc
