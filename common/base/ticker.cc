// SPDX-License-Identifier: Apache-2.0
#include "common/base/ticker.h"

#include <utility>

namespace jiedui {

Ticker::Ticker(std::function<void()> tick, absl::Duration interval)
    : tick_(std::move(tick)), interval_(interval), thread_([this] { Run(); }) {}

Ticker::~Ticker() {
  {
    const MutexLock lock(mutex_);
    stop_ = true;
  }
  stopped_.NotifyAll();
  thread_.join();
}

void Ticker::Run() {
  while (!WaitForStop()) tick_();
}

// A spurious wake-up ticks early, which does no harm.
bool Ticker::WaitForStop() {
  const MutexLock lock(mutex_);
  if (!stop_) stopped_.WaitFor(mutex_, interval_);
  return stop_;
}

}  // namespace jiedui
