// SPDX-License-Identifier: Apache-2.0
// Waiting for what other threads do.
#pragma once

#include <functional>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace jiedui::scheduler {

// Whether `condition` holds within `timeout`; looked at again every millisecond.
inline bool Eventually(const std::function<bool()>& condition, absl::Duration timeout = absl::Seconds(60)) {
  const absl::Time end = absl::Now() + timeout;
  while (!condition()) {
    if (absl::Now() >= end) return false;
    absl::SleepFor(absl::Milliseconds(1));
  }
  return true;
}

}  // namespace jiedui::scheduler
