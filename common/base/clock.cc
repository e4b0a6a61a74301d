// SPDX-License-Identifier: Apache-2.0
#include "common/base/clock.h"

#include "absl/time/clock.h"

namespace jiedui {

absl::Time SystemClock::Now() const { return absl::Now(); }

}  // namespace jiedui
