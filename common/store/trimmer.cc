// SPDX-License-Identifier: Apache-2.0
#include "common/store/trimmer.h"

#include <utility>

namespace jiedui::store {

Trimmer::Trimmer(Store& store, const Clock& clock, std::function<void(const absl::Status&)> on_error,
                 absl::Duration interval)
    : store_(store), clock_(clock), on_error_(std::move(on_error)), interval_(interval), thread_([this] { Run(); }) {}

Trimmer::~Trimmer() {
  {
    const MutexLock lock(mutex_);
    stop_ = true;
  }
  stopped_.NotifyAll();
  thread_.join();
}

void Trimmer::Run() {
  while (!WaitForStop()) {
    const absl::Status trimmed = store_.Trim(clock_.Now());
    if (!trimmed.ok()) on_error_(trimmed);
  }
}

// A spurious wake-up trims early, which does no harm.
bool Trimmer::WaitForStop() {
  const MutexLock lock(mutex_);
  if (!stop_) stopped_.WaitFor(mutex_, interval_);
  return stop_;
}

}  // namespace jiedui::store
