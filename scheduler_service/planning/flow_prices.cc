// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/flow_prices.h"

#include <numeric>

namespace jiedui::planning {

absl::int128 WorthOf(const Instance& instance, const Prices& prices) {
  absl::int128 worth = std::accumulate(prices.person.begin(), prices.person.end(), absl::int128{0});
  std::vector<absl::int128> item_worth(instance.items.size());
  for (size_t j = 0; j < instance.items.size(); ++j)
    item_worth[j] = prices.seat[j] * (prices.seat[j] >= 0 ? instance.items[j].seats : instance.items[j].seats_min);
  for (size_t q = 0; q < instance.quotas.size(); ++q) {
    const Quota& quota = instance.quotas[q];
    item_worth[At(quota.item)] += prices.quota[q] * (prices.quota[q] >= 0 ? quota.ceiling : quota.floor);
  }
  for (size_t j = 0; j < instance.items.size(); ++j)
    worth += instance.items[j].seats_min > 0 ? std::max(item_worth[j], absl::int128{0}) : item_worth[j];
  return worth;
}

}  // namespace jiedui::planning
