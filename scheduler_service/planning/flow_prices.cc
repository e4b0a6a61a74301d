// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/flow_prices.h"

#include <numeric>

#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/spread.h"

namespace jiedui::planning {
namespace {

using absl::int128;

// What the pairs of fair groups and of periods are worth beyond their prices.
int128 WorthOfEvenness(const Instance& instance, const Prices& prices) {
  const auto weight = [&](int32_t level) { return prices.denominator * prices.level_weight[At(level)]; };
  int128 worth = 0;
  if (const Fairness fairness(instance); fairness.level() != kNone)
    worth += fairness.Surplus(weight(fairness.level()), prices.fair_group);
  if (const Spread spread(instance); spread.level() != kNone)
    worth += spread.Surplus(weight(spread.level()), prices.period);
  return worth;
}

int64_t FloorDivide(int128 dividend, int128 divisor) {
  const int128 quotient = dividend / divisor;
  return static_cast<int64_t>(dividend % divisor < 0 ? quotient - 1 : quotient);
}

}  // namespace

std::vector<int64_t> BoundsOf(const Instance& instance, const Prices& prices, const std::vector<int64_t>& value) {
  int128 worth = WorthOf(instance, prices);
  std::vector<LevelRange> ranges;
  for (const Level& level : instance.levels) ranges.push_back(RangeOf(instance, level));
  std::vector<int64_t> bounds(value.size());
  for (size_t l = 0; l < bounds.size(); ++l) {
    int128 rest = worth;
    for (size_t k = l + 1; k < bounds.size(); ++k) rest -= prices.level_weight[k] * ranges[k].least;
    const int128 most = ranges[l].most;
    bounds[l] =
        rest >= prices.level_weight[l] * (most + 1) ? ranges[l].most : FloorDivide(rest, prices.level_weight[l]);
    worth -= prices.level_weight[l] * value[l];
  }
  return bounds;
}

int128 WorthOf(const Instance& instance, const Prices& prices) {
  int128 worth = std::accumulate(prices.person.begin(), prices.person.end(), int128{0});
  std::vector<int128> item_worth(instance.items.size());
  for (size_t j = 0; j < instance.items.size(); ++j)
    item_worth[j] = prices.seat[j] * (prices.seat[j] >= 0 ? instance.items[j].seats : instance.items[j].seats_min);
  for (size_t q = 0; q < instance.quotas.size(); ++q) {
    const Quota& quota = instance.quotas[q];
    item_worth[At(quota.item)] += prices.quota[q] * (prices.quota[q] >= 0 ? quota.ceiling : quota.floor);
  }
  for (size_t j = 0; j < instance.items.size(); ++j)
    worth += instance.items[j].seats_min > 0 ? std::max(item_worth[j], int128{0}) : item_worth[j];
  return worth + WorthOfEvenness(instance, prices);
}

int128 SumOf(const Prices& prices, const std::vector<int64_t>& value) {
  int128 sum = 0;
  for (size_t l = 0; l < value.size(); ++l) sum += prices.denominator * prices.level_weight[l] * value[l];
  return sum;
}

}  // namespace jiedui::planning
