// SPDX-License-Identifier: Apache-2.0
#include "common/base/ticker.h"

#include <utility>

namespace jiedui {

Ticker::Ticker(std::function<absl::Duration()> tick, absl::Duration first)
    : tick_(std::move(tick)), first_(first), thread_([this] { Run(); }) {}

Ticker::~Ticker() {
  {
    const MutexLock lock(mutex_);
    stop_ = true;
  }
  stopped_.NotifyAll();
  thread_.join();
}

void Ticker::Run() {
  absl::Duration pause = first_;
  while (!WaitForStop(pause)) pause = tick_();
}

// A spurious wake-up ticks early, which does no harm.
bool Ticker::WaitForStop(absl::Duration pause) {
  const MutexLock lock(mutex_);
  if (!stop_) stopped_.WaitFor(mutex_, pause);
  return stop_;
}

}  // namespace jiedui
