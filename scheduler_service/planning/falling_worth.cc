// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/falling_worth.h"

#include <algorithm>

namespace jiedui::planning {

FallingWorth::FallingWorth(std::vector<Steps> steps) : total_(std::move(steps)) {
  for (std::vector<int64_t>& totals : total_) {
    if (!totals.empty()) worth_max_ = std::max(worth_max_, totals.front());
    totals.insert(totals.begin(), 0);
    for (size_t k = 1; k < totals.size(); ++k) totals[k] += totals[k - 1];
    total_max_ += totals.back();
  }
}

int64_t FallingWorth::TotalOf(const std::vector<int32_t>& counts) const {
  int64_t sum = 0;
  for (int32_t which = 0; which < classes(); ++which) sum += TotalOf(which, counts[At(which)]);
  return sum;
}

absl::int128 FallingWorth::Surplus(absl::int128 weight, const std::vector<absl::int128>& prices) const {
  absl::int128 sum = 0;
  for (int32_t which = 0; which < classes(); ++which) {
    const absl::int128 price = prices.empty() ? absl::int128{0} : prices[At(which)];
    for (int32_t pairs = 0; pairs < pairs_max(which); ++pairs)
      sum += std::max(absl::int128{0}, weight * WorthOfNext(which, pairs) - price);
  }
  return sum;
}

}  // namespace jiedui::planning
