// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/level_weights.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/level_values.h"
#include "scheduler_service/planning/spread.h"

namespace jiedui::planning {
namespace {

constexpr absl::int128 kSumMax = absl::int128{1} << 96;
// What the judge of plans (verify.h) allows for a weighted total of everybody, whatever the seats.
constexpr absl::int128 kJudgedSumMax = absl::int128{1} << 100;

LevelRange RangeOf(const FallingWorth& worth) { return {.most = worth.total_max(), .most_of_one = worth.worth_max()}; }

// Pairs that a plan has at most. Of sums over pairs it is left open: those are explained by what seats beyond these
// would bring, at the same weights (residual.h).
int64_t PairsMax(const Instance& instance) {
  if (!HasEvenness(instance)) return instance.pairs();
  int64_t seats = 0;
  for (const Item& item : instance.items) seats += item.seats;
  return std::min<int64_t>(seats, instance.pairs());
}

std::vector<LevelRange> RangesOf(const Instance& instance) {
  std::vector<LevelRange> ranges;
  ranges.reserve(instance.levels.size());
  for (const Level& level : instance.levels) ranges.push_back(RangeOf(instance, level));
  return ranges;
}

// Each weight is more than what all later levels can differ by; of the first `close` levels, than what `moves` pairs
// can.
absl::StatusOr<std::vector<absl::int128>> Fold(const std::vector<LevelRange>& ranges, absl::int128 pairs_max,
                                               int32_t close, int64_t moves) {
  std::vector<absl::int128> weights(ranges.size());
  absl::int128 spread = 0;          // of all later levels together, weighted
  absl::int128 spread_of_pair = 0;  // of one pair
  for (size_t l = ranges.size(); l-- > 0;) {
    weights[l] = 1 + (l < At(close) ? std::min(spread, moves * spread_of_pair) : spread);
    const LevelRange& range = ranges[l];
    const absl::int128 most = std::min<absl::int128>(range.most, pairs_max * range.most_of_one);
    const absl::int128 width = most - range.least;
    const absl::int128 of_everybody = absl::int128{range.most} - range.least + 1;
    if ((width > 0 && weights[l] > kSumMax / width) || weights[l] > kJudgedSumMax / of_everybody)
      return absl::OutOfRangeError(absl::StrCat(
          "levels[", l, "] and the later ones do not fit 96 bits together: ", "use smaller values or fewer levels"));
    spread += weights[l] * width;
    spread_of_pair += weights[l] * (absl::int128{range.most_of_one} - range.least_of_one);
  }
  return weights;
}

}  // namespace

LevelRange RangeOf(const Instance& instance, const Level& level) {
  if (!level.fair_groups.empty()) return RangeOf(Fairness(instance));
  if (!level.periods.empty()) return RangeOf(Spread(instance));
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
    range.least_of_one = std::min(range.least_of_one, least);
    range.most_of_one = std::max(range.most_of_one, most);
    range.least += least * chosen_max;
    range.most += most * chosen_max;
  }
  return range;
}

absl::StatusOr<std::vector<absl::int128>> LevelWeights(const Instance& instance) {
  return Fold(RangesOf(instance), PairsMax(instance), 0, 0);
}

absl::StatusOr<std::vector<absl::int128>> CloseLevelWeights(const Instance& instance, int32_t close, int64_t moves) {
  return Fold(RangesOf(instance), PairsMax(instance), close, moves);
}

absl::StatusOr<std::vector<absl::int128>> SearchLevelWeights(const Instance& instance) {
  absl::StatusOr<std::vector<absl::int128>> weights = LevelWeights(instance);
  const auto fits = [&] { return weights.ok() && FloorWorth(instance, *weights).ok(); };
  for (int32_t close = 1; !fits() && close < Size(instance.levels.size()); ++close)
    for (int64_t moves = kMovesMost; !fits() && moves >= kMovesLeast; moves /= 2)
      weights = CloseLevelWeights(instance, close, moves);
  return weights;
}

absl::StatusOr<absl::int128> FloorWorth(const Instance& instance, const std::vector<absl::int128>& level_weights) {
  int64_t floors = 0;
  for (const Quota& quota : instance.quotas) floors += quota.floor;
  if (floors == 0) return absl::int128{0};
  absl::int128 spread = 1;
  for (size_t l = 0; l < level_weights.size(); ++l) {
    const LevelRange range = RangeOf(instance, instance.levels[l]);
    spread += level_weights[l] * (absl::int128{range.most} - range.least);
  }
  if (spread > (absl::int128{1} << 118) / floors)
    return absl::OutOfRangeError("levels and floors do not fit 118 bits together: use smaller values");
  return spread;
}

}  // namespace jiedui::planning
