// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_evenness.h"

namespace jiedui::planning {
namespace {

using absl::int128;

const Level& LevelAt(const Reading& reading, int32_t level) {
  return reading.instance().levels[static_cast<size_t>(level)];
}

int128 PriceOf(const std::vector<int128>& prices, int32_t which) {
  return which < 0 || prices.empty() ? int128{0} : prices[static_cast<size_t>(which)];
}

}  // namespace

EvenLevels::EvenLevels(const Reading& reading)
    : fair_level_(reading.fair_level()), spread_level_(reading.spread_level()) {
  if (fair_level_ >= 0) fair_.emplace(reading, LevelAt(reading, fair_level_));
  if (fair_level_ >= 0) groups_ = LevelAt(reading, fair_level_).fair_groups.size();
  if (spread_level_ >= 0) spread_.emplace(reading, LevelAt(reading, spread_level_));
}

int64_t EvenLevels::TotalOf(const Reading& reading, size_t level, const std::vector<int32_t>& chosen) const {
  if (IsFair(level)) return fair_->TotalOf(reading, chosen);
  return IsSpread(level) ? spread_->TotalOf(reading, chosen) : 0;
}

int64_t EvenLevels::highest(size_t level) const {
  if (IsFair(level)) return fair_->highest();
  return IsSpread(level) ? spread_->highest() : 0;
}

int128 EvenLevels::PaidFor(const Reading& reading, const Prices& prices, int32_t pair) const {
  int128 paid = 0;
  if (fair_.has_value()) paid += PriceOf(prices.fair_group, fair_->group_of(reading.person_of(pair)));
  if (spread_.has_value()) paid += PriceOf(prices.period, spread_->period_of(reading.item_of(pair)));
  return paid;
}

std::optional<int128> EvenLevels::Surplus(const Prices& prices, int128 most) const {
  const auto weight = [&prices](int32_t level) {
    return prices.denominator * prices.level_weight[static_cast<size_t>(level)];
  };
  int128 sum = 0;
  if (fair_.has_value()) {
    const std::optional<int128> surplus = fair_->Surplus(weight(fair_level_), prices.fair_group, most);
    if (!surplus.has_value()) return std::nullopt;
    sum += *surplus;
  }
  if (spread_.has_value()) {
    const std::optional<int128> surplus = spread_->Surplus(weight(spread_level_), prices.period, most - sum);
    if (!surplus.has_value()) return std::nullopt;
    sum += *surplus;
  }
  return sum;
}

}  // namespace jiedui::planning
