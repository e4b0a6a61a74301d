// SPDX-License-Identifier: Apache-2.0
// Classes of pairs (those of one division's people, of one month's items) of which each is worth less by every pair
// that it has already: whoever has the largest sum over all classes has spread the pairs most evenly (docs/adr/0025).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/arrays.h"

namespace jiedui::planning {

// Immutable.
class FallingWorth {
 public:
  // Of a class: what its first, second, ... pair is worth; > 0 and falling. Its size is how many it can have at most.
  using Steps = std::vector<int64_t>;

  FallingWorth() = default;
  explicit FallingWorth(std::vector<Steps> steps);

  int32_t classes() const { return Size(total_.size()); }
  // Pairs that the class has at most, whatever is chosen.
  int32_t pairs_max(int32_t which) const { return Size(total_[At(which)].size()) - 1; }
  // What the first `pairs` of the class are worth together, and what one more is.
  int64_t TotalOf(int32_t which, int32_t pairs) const { return total_[At(which)][At(pairs)]; }
  int64_t WorthOfNext(int32_t which, int32_t pairs) const { return TotalOf(which, pairs + 1) - TotalOf(which, pairs); }
  int64_t worth_max() const { return worth_max_; }            // of any pair
  int64_t total_max() const { return total_max_; }            // of all classes together
  int64_t TotalOf(const std::vector<int32_t>& counts) const;  // of so many pairs by class

  // What the pairs of all classes are worth at `weight` beyond what each class pays for one (plan.h); no prices: 0.
  absl::int128 Surplus(absl::int128 weight, const std::vector<absl::int128>& prices) const;

 private:
  std::vector<std::vector<int64_t>> total_;  // a class: by pairs
  int64_t worth_max_ = 0;
  int64_t total_max_ = 0;
};

}  // namespace jiedui::planning
