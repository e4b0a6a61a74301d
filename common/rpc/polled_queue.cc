// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/polled_queue.h"

#include "grpc/support/time.h"

namespace jiedui::rpc {
namespace {

thread_local const PolledQueue* polled_here = nullptr;

}  // namespace

void PolledQueue::Poll() {
  polled_here = this;
  void* tag = nullptr;
  bool ok = false;
  while (queue_->Next(&tag, &ok)) static_cast<Event*>(tag)->Complete(ok);
  polled_here = nullptr;
}

void PolledQueue::Run(Event& event) {
  if (polled_here == this) return event.Complete(true);
  {
    MutexLock lock(mutex_);
    waiting_.push_back(&event);
    if (waiting_.size() > 1) return;
  }
  // An alarm of the past rings at once, and may be set again as soon as it was heard.
  Event* const tag = this;
  alarm_.Set(queue_.get(), gpr_inf_past(GPR_CLOCK_MONOTONIC), tag);
}

void PolledQueue::Complete(bool) {
  {
    MutexLock lock(mutex_);
    running_.swap(waiting_);
  }
  for (Event* const event : running_) event->Complete(true);
  running_.clear();
}

}  // namespace jiedui::rpc
