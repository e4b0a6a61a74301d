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
  // Calls `tick` when `first` has passed, and again when what it returned has passed since it ended. A tick is short:
  // the destructor waits for it.
  Ticker(std::function<absl::Duration()> tick, absl::Duration first);
  ~Ticker();
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

 private:
  void Run();
  bool WaitForStop(absl::Duration pause);

  const std::function<absl::Duration()> tick_;
  const absl::Duration first_;
  Mutex mutex_;
  CondVar stopped_;
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace jiedui
