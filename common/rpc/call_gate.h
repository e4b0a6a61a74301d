// SPDX-License-Identifier: Apache-2.0
// Counts the calls in flight: to refuse what is too much, and to know when a server that drains is empty.
#pragma once

#include <atomic>
#include <cstdint>

#include "absl/time/time.h"
#include "common/base/mutex.h"

namespace jiedui::rpc {

// Any thread.
class CallGate {
 public:
  explicit CallGate(int calls_max) : calls_max_(calls_max) {}

  // Counts a call; false if there are more than calls_max now. Leave() must follow either way.
  bool Enter() { return calls_.fetch_add(1) < calls_max_; }
  void Leave();

  int64_t calls() const { return calls_.load(); }

  // Waits until no call is in flight; false if that takes longer than `timeout`. One thread at a time.
  bool WaitUntilEmpty(absl::Duration timeout);

 private:
  const int64_t calls_max_;
  std::atomic<int64_t> calls_ = 0;
  std::atomic<bool> waiting_ = false;
  Mutex mutex_;
  CondVar empty_;
};

}  // namespace jiedui::rpc
