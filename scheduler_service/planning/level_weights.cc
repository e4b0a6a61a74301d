// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/level_weights.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/spread.h"

namespace jiedui::planning {
namespace {

constexpr absl::int128 kSumMax = absl::int128{1} << 96;

}  // namespace

LevelRange RangeOf(const Instance& instance, const Level& level) {
  if (!level.fair_groups.empty()) return {.least = 0, .most = Fairness(instance).total_max()};
  if (!level.periods.empty()) return {.least = 0, .most = Spread(instance).total_max()};
  LevelRange range;
  for (int32_t person = 0; person < PeopleWithPairs(instance); ++person) {
    const auto values = Of(person, instance.pair_begin, level.value);
    int64_t least = 0;
    int64_t most = 0;
    for (const int64_t value : values) {
      least = std::min(least, value);
      most = std::max(most, value);
    }
    const int64_t chosen_max = std::min(instance.items_per_person_max, Size(values.size()));
    range.least += least * chosen_max;
    range.most += most * chosen_max;
  }
  return range;
}

absl::StatusOr<std::vector<absl::int128>> LevelWeights(const Instance& instance) {
  std::vector<absl::int128> weights(instance.levels.size());
  absl::int128 spread = 0;  // of all later levels together, weighted
  for (size_t l = instance.levels.size(); l-- > 0;) {
    weights[l] = spread + 1;
    const LevelRange range = RangeOf(instance, instance.levels[l]);
    const absl::int128 width = absl::int128{range.most} - range.least;
    if (width > 0 && weights[l] > kSumMax / width)
      return absl::OutOfRangeError(absl::StrCat(
          "levels[", l, "] and the later ones do not fit 96 bits together: ", "use smaller values or fewer levels"));
    spread += weights[l] * width;
  }
  return weights;
}

}  // namespace jiedui::planning
