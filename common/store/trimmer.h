// SPDX-License-Identifier: Apache-2.0
// Keeps a store from growing without bound: calls its Trim once a minute.
#pragma once

#include <functional>
#include <thread>

#include "absl/status/status.h"
#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/store/store.h"

namespace jiedui::store {

inline constexpr absl::Duration kTrimInterval = absl::Minutes(1);

// From construction to destruction, on a thread of its own. The store and the clock must outlive it.
class Trimmer {
 public:
  // `on_error` hears of a Trim that failed; the next one tries again.
  Trimmer(Store& store, const Clock& clock, std::function<void(const absl::Status&)> on_error,
          absl::Duration interval = kTrimInterval);
  ~Trimmer();
  Trimmer(const Trimmer&) = delete;
  Trimmer& operator=(const Trimmer&) = delete;

 private:
  void Run();
  bool WaitForStop();

  Store& store_;
  const Clock& clock_;
  const std::function<void(const absl::Status&)> on_error_;
  const absl::Duration interval_;
  Mutex mutex_;
  CondVar stopped_;
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace jiedui::store
