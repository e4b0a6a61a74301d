// SPDX-License-Identifier: Apache-2.0
// How much work a call may do, and how it tells of it. The library has no clock: a caller with a deadline looks at its
// own in `stop`. With `stop` empty the result depends on the instance and `work_max` alone.
#pragma once

#include <cstdint>
#include <functional>

#include "absl/strings/string_view.h"

namespace jiedui::planning {

struct Progress {
  absl::string_view stage;  // "flow", "prices", "repair": a constant
  int64_t work = 0;         // pairs looked at so far
  int64_t placed = 0;       // chosen pairs of the best plan so far
};

struct Budget {
  int64_t work_max = 0;                              // pairs looked at; 0 = as many as it takes
  std::function<bool()> stop;                        // asked about every million pairs; true = end soon
  std::function<void(const Progress&)> on_progress;  // called as often, on the caller's thread
};

// What a call has used of a budget. One thread.
class Meter {
 public:
  explicit Meter(const Budget& budget) : budget_(budget) {}  // must outlive the meter

  // Counts `pairs` more, reports and asks when due. False: the budget is used up, from then on always.
  bool Spend(int64_t pairs, absl::string_view stage, int64_t placed) {
    work_ += pairs;
    if (budget_.work_max > 0 && work_ > budget_.work_max) exhausted_ = true;
    if (work_ < next_report_ || exhausted_) return !exhausted_;
    next_report_ = work_ + kPairsPerReport;
    if (budget_.on_progress) budget_.on_progress({.stage = stage, .work = work_, .placed = placed});
    if (budget_.stop && budget_.stop()) exhausted_ = true;
    return !exhausted_;
  }

  bool exhausted() const { return exhausted_; }
  int64_t work() const { return work_; }

 private:
  static constexpr int64_t kPairsPerReport = 1'000'000;

  const Budget& budget_;
  int64_t work_ = 0;
  int64_t next_report_ = 0;
  bool exhausted_ = false;
};

}  // namespace jiedui::planning
