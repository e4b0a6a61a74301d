// SPDX-License-Identifier: Apache-2.0
// Evenness while a plan is made: how many pairs each fair group and each period has, and what one more or less of them
// is worth. One thread.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/spread.h"

namespace jiedui::planning {

class EvenLedger {
 public:
  // Begins with the pins. `level_weights`: of LevelWeights.
  EvenLedger(const Instance& instance, const std::vector<absl::int128>& level_weights);

  // What a further pair of the person and the item would be worth to evenness; 0 where there can be none.
  absl::int128 Next(int32_t person, int32_t item) const { return WorthOf(person, item, 0); }
  // What the last pair of their group and period is worth; 0 where there is none.
  absl::int128 Last(int32_t person, int32_t item) const { return WorthOf(person, item, -1); }

  // What it was worth.
  absl::int128 Add(int32_t person, int32_t item);
  absl::int128 Remove(int32_t person, int32_t item);

 private:
  // Of the step that so many pairs lie before, beyond those there are.
  absl::int128 WorthOf(int32_t person, int32_t item, int32_t further) const;
  void Count(int32_t person, int32_t item, int32_t pairs);

  const Fairness fairness_;
  const Spread spread_;
  const absl::int128 fair_unit_;    // weight of the level of fairness
  const absl::int128 spread_unit_;  // weight of the level of spread
  std::vector<int32_t> of_group_;   // pairs
  std::vector<int32_t> of_period_;  // pairs
};

}  // namespace jiedui::planning
