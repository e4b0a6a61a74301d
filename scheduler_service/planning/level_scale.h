// SPDX-License-Identifier: Apache-2.0
// From a difference of weighted sums back to the difference at each level. Pure.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/level_weights.h"

namespace jiedui::planning {

class LevelScale {
 public:
  // `weights`: of LevelWeights(instance). `value`: of the plan that differences are counted from.
  LevelScale(const Instance& instance, std::vector<absl::int128> weights, std::vector<int64_t> value)
      : weights_(std::move(weights)), value_(std::move(value)) {
    for (size_t l = 0; l < weights_.size(); ++l) {
      above_least_.push_back(value_[l] - RangeOf(instance, instance.levels[l]).least);
      sum_ += weights_[l] * above_least_.back();
    }
  }

  // The plan at hand has `gain` more than the first: by how much at each level. Counted from the least value that each
  // level can have, every weight is more than what follows it can add up to, so the quotients are the levels.
  std::vector<int64_t> Effect(absl::int128 gain) const {
    std::vector<int64_t> effect(weights_.size());
    absl::int128 rest = sum_ + gain;
    for (size_t l = 0; l < effect.size(); ++l) {
      const absl::int128 quotient = rest / weights_[l];
      effect[l] = static_cast<int64_t>(quotient) - above_least_[l];
      rest -= quotient * weights_[l];
    }
    return effect;
  }

 private:
  std::vector<absl::int128> weights_;
  std::vector<int64_t> value_;
  std::vector<int64_t> above_least_;
  absl::int128 sum_ = 0;
};

}  // namespace jiedui::planning
