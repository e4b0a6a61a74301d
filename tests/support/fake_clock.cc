// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_clock.h"

namespace jiedui {

FakeClock::FakeClock() : now_(absl::FromCivil(absl::CivilHour(2021, 11, 15, 4), absl::UTCTimeZone())) {}

absl::Time FakeClock::Now() const {
  MutexLock lock(mutex_);
  return now_;
}

void FakeClock::Advance(absl::Duration by) {
  MutexLock lock(mutex_);
  now_ += by;
}

void FakeClock::Set(absl::Time now) {
  MutexLock lock(mutex_);
  now_ = now;
}

}  // namespace jiedui
