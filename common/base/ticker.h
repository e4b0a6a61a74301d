// SPDX-License-Identifier: Apache-2.0
// Work that comes back: a function called again and again by a thread of its own.
#pragma once

#include <functional>
#include <thread>

#include "absl/time/time.h"
#include "common/base/mutex.h"

namespace jiedui {

// From construction to destruction. What `tick` uses must outlive it.
class Ticker {
 public:
  // Calls `tick` each time that `interval` has passed since the last call ended. A tick is short: the destructor waits
  // for it.
  Ticker(std::function<void()> tick, absl::Duration interval);
  ~Ticker();
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

 private:
  void Run();
  bool WaitForStop();

  const std::function<void()> tick_;
  const absl::Duration interval_;
  Mutex mutex_;
  CondVar stopped_;
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace jiedui
