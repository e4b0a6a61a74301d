// SPDX-License-Identifier: Apache-2.0
// The judge's own account of a level of spread (plan.h, Level::periods). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/verify_reading.h"

namespace jiedui::planning {

// Of a level of the instance that has periods. Immutable.
class SpreadLevel {
 public:
  SpreadLevel(const Reading& reading, const Level& level);

  size_t periods() const { return most_.size(); }
  // The item's period; -1: none.
  int32_t period_of(int32_t item) const { return period_of_[static_cast<size_t>(item)]; }
  int64_t TotalOf(const Reading& reading, const std::vector<int32_t>& chosen) const;
  int64_t highest() const;

  // What the pairs of all periods are worth at `weight` beyond the periods' prices; nullopt: it leaves `most`.
  std::optional<absl::int128> Surplus(absl::int128 weight, const std::vector<absl::int128>& prices,
                                      absl::int128 most) const;

 private:
  // What the first so many pairs of the period are worth together: the k-th is worth one less than the one before, and
  // would be worth 1 at the load that no period can exceed.
  int64_t WorthOf(size_t period, int64_t pairs) const { return pairs * first_[period] - pairs * (pairs - 1) / 2; }

  std::vector<int32_t> period_of_;  // an item
  std::vector<int64_t> most_;       // a period: pairs at most
  std::vector<int64_t> first_;      // a period: what its first pair is worth
};

}  // namespace jiedui::planning
