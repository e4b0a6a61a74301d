// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/call_gate.h"

#include <algorithm>
#include <chrono>

namespace jiedui::rpc {
namespace {

// An upper bound of one wait, so that infinity needs no care.
constexpr absl::Duration kOneWaitMax = absl::Seconds(1);

}  // namespace

void CallGate::Leave() {
  if (calls_.fetch_sub(1) != 1 || !waiting_.load()) return;
  MutexLock lock(mutex_);
  empty_.NotifyAll();
}

bool CallGate::WaitUntilEmpty(absl::Duration timeout) {
  const auto begin = std::chrono::steady_clock::now();
  waiting_ = true;
  MutexLock lock(mutex_);
  while (calls_.load() != 0) {
    const absl::Duration left = timeout - absl::FromChrono(std::chrono::steady_clock::now() - begin);
    if (left <= absl::ZeroDuration()) break;
    empty_.WaitFor(mutex_, std::min(left, kOneWaitMax));
  }
  return calls_.load() == 0;
}

}  // namespace jiedui::rpc
