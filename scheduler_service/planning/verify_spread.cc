// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_spread.h"

#include <algorithm>
#include <map>

namespace jiedui::planning {

SpreadLevel::SpreadLevel(const Reading& reading, const Level& level)
    : period_of_(level.periods.of_item), most_(level.periods.taken.size()), first_(level.periods.taken.size()) {
  for (int32_t person = 0; person < reading.instance().people; ++person) {
    std::map<int32_t, std::vector<int32_t>> mine;  // items by period
    for (const int32_t item : reading.items(person)) mine[period_of(item)].push_back(item);
    for (const auto& [period, items] : mine)
      if (period >= 0) most_[static_cast<size_t>(period)] += reading.MostOf(items);
  }
  int64_t load_most = 0;
  for (size_t p = 0; p < periods(); ++p) load_most = std::max(load_most, level.periods.taken[p] + most_[p]);
  for (size_t p = 0; p < periods(); ++p) first_[p] = load_most - level.periods.taken[p];
}

int64_t SpreadLevel::TotalOf(const Reading& reading, const std::vector<int32_t>& chosen) const {
  std::vector<int64_t> count(periods());
  for (const int32_t pair : chosen)
    if (const int32_t period = period_of(reading.item_of(pair)); period >= 0) ++count[static_cast<size_t>(period)];
  int64_t total = 0;
  // A plan that gives somebody more than they may have is found elsewhere; what it counts is then of no matter.
  for (size_t p = 0; p < periods(); ++p) total += WorthOf(p, std::min(count[p], most_[p]));
  return total;
}

int64_t SpreadLevel::highest() const {
  int64_t sum = 0;
  for (size_t p = 0; p < periods(); ++p) sum += WorthOf(p, most_[p]);
  return sum;
}

std::optional<absl::int128> SpreadLevel::Surplus(absl::int128 weight, const std::vector<absl::int128>& prices,
                                                 absl::int128 most) const {
  absl::int128 sum = 0;
  for (size_t p = 0; p < periods(); ++p)
    for (int64_t pairs = 0; pairs < most_[p]; ++pairs) {
      const absl::int128 beyond = weight * (first_[p] - pairs) - (prices.empty() ? absl::int128{0} : prices[p]);
      sum += std::max(absl::int128{0}, beyond);
      if (sum > most) return std::nullopt;
    }
  return sum;
}

}  // namespace jiedui::planning
