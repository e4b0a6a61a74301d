// SPDX-License-Identifier: Apache-2.0
// What the judge knows of an instance's levels of evenness: of fairness, of spread, either or none. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/plan.h"
#include "scheduler_service/planning/verify_fairness.h"
#include "scheduler_service/planning/verify_reading.h"
#include "scheduler_service/planning/verify_spread.h"

namespace jiedui::planning {

class EvenLevels {
 public:
  explicit EvenLevels(const Reading& reading);

  // 0 of a level that is a sum over pairs.
  int64_t TotalOf(const Reading& reading, size_t level, const std::vector<int32_t>& chosen) const;
  int64_t highest(size_t level) const;

  size_t fair_groups() const { return groups_; }
  size_t periods() const { return spread_.has_value() ? spread_->periods() : 0; }

  // What the prices, of the right sizes, pay for the pair.
  absl::int128 PaidFor(const Reading& reading, const Prices& prices, int32_t pair) const;

  // What the pairs of all groups and periods are worth beyond the prices; nullopt: it leaves `most`.
  std::optional<absl::int128> Surplus(const Prices& prices, absl::int128 most) const;

 private:
  bool IsFair(size_t level) const { return fair_.has_value() && static_cast<int32_t>(level) == fair_level_; }
  bool IsSpread(size_t level) const { return spread_.has_value() && static_cast<int32_t>(level) == spread_level_; }

  int32_t fair_level_ = -1;
  int32_t spread_level_ = -1;
  size_t groups_ = 0;
  std::optional<FairLevel> fair_;
  std::optional<SpreadLevel> spread_;
};

}  // namespace jiedui::planning
