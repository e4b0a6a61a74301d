// SPDX-License-Identifier: Apache-2.0
// How far the loading is, for whoever waits at a terminal. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "common/base/clock.h"

namespace jiedui::registry {

// "[#########-----------]  45%  450/1000  15000/s"
std::string ProgressText(int64_t done, int64_t total, absl::Duration elapsed);

// Says when it is time to show it anew. Not shared between threads.
class Progress {
 public:
  // `clock` must outlive it.
  Progress(int64_t total, const Clock& clock) : total_(total), clock_(clock), start_(clock.Now()), shown_(start_) {}

  // The text, at most five times a second and always at the end; else nullopt.
  std::optional<std::string> Update(int64_t done);

 private:
  const int64_t total_;
  const Clock& clock_;
  const absl::Time start_;
  absl::Time shown_;
};

}  // namespace jiedui::registry
