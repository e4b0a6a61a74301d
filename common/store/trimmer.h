// SPDX-License-Identifier: Apache-2.0
// Keeps a store from growing without bound: calls its Trim once a minute, and soon again where there is more to drop.
#pragma once

#include <functional>

#include "absl/status/status.h"
#include "common/base/clock.h"
#include "common/base/ticker.h"
#include "common/store/store.h"

namespace jiedui::store {

inline constexpr absl::Duration kTrimInterval = absl::Minutes(1);
// Between two steps of one minute: 20,000 entries a second, as many as a store is given, and time for its commands.
inline constexpr absl::Duration kTrimPause = absl::Milliseconds(100);

// From construction to destruction, on a thread of its own. The store and the clock must outlive it.
class Trimmer {
 public:
  // `on_error` hears of a Trim that failed; the next one tries again.
  Trimmer(Store& store, const Clock& clock, std::function<void(const absl::Status&)> on_error,
          absl::Duration interval = kTrimInterval);

 private:
  const Ticker ticker_;
};

}  // namespace jiedui::store
