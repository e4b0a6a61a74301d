// SPDX-License-Identifier: Apache-2.0
// Time is an argument. Whoever needs the time gets it from a Clock that main.cc made, so that tests move it.
#pragma once

#include "absl/time/time.h"

namespace jiedui {

// Any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
};

// The machine's wall clock.
class SystemClock final : public Clock {
 public:
  absl::Time Now() const override;
};

}  // namespace jiedui
