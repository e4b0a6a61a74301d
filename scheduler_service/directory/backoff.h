// SPDX-License-Identifier: Apache-2.0
// How long to wait before the next attempt: twice as long after each failure, from the start after a success. One
// thread.
#pragma once

#include <algorithm>

#include "absl/time/time.h"

namespace jiedui::scheduler {

class Backoff {
 public:
  Backoff(absl::Duration first, absl::Duration max) : first_(first), max_(max), next_(first) {}

  // The wait before the next attempt.
  absl::Duration Next() {
    const absl::Duration wait = next_;
    next_ = std::min(next_ * 2, max_);
    return wait;
  }
  void Reset() { next_ = first_; }

 private:
  const absl::Duration first_;
  const absl::Duration max_;
  absl::Duration next_;
};

}  // namespace jiedui::scheduler
