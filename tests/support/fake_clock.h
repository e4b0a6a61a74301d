// SPDX-License-Identifier: Apache-2.0
// A clock that moves only when told.
#pragma once

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/base/mutex.h"

namespace jiedui {

// Any thread.
class FakeClock final : public Clock {
 public:
  // Noon of 2021-11-15 in Shanghai, unless told.
  FakeClock();
  explicit FakeClock(absl::Time now) : now_(now) {}

  absl::Time Now() const override;
  // May be negative: wall clocks do jump back.
  void Advance(absl::Duration by);
  void Set(absl::Time now);

 private:
  mutable Mutex mutex_;
  absl::Time now_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace jiedui
