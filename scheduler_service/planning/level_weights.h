// SPDX-License-Identifier: Apache-2.0
// Goal levels folded into one weight a pair, such that the larger sum is the lexicographically better plan. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

// What a level's total can be at least and at most, whatever is chosen.
struct LevelRange {
  int64_t least = 0;
  int64_t most = 0;
  int64_t least_of_one = 0;  // what one pair adds at least, if that is below 0
  int64_t most_of_one = 0;   // what one pair adds at most
};

LevelRange RangeOf(const Instance& instance, const Level& level);

// One weight a level, the last 1, each larger than what all later levels together can differ by; with a level of
// evenness, which counts high, as many pairs as there are seats. OUT_OF_RANGE when a sum of that many pairs would not
// fit 96 bits.
absl::StatusOr<std::vector<absl::int128>> LevelWeights(const Instance& instance);

// Of a chain of moves that a level outweighs. Most chains are shorter than even the least.
inline constexpr int64_t kMovesLeast = 8;
inline constexpr int64_t kMovesMost = 1 << 12;

// Smaller ones, for where those do not fit: each of the first `close` levels, fewer than all, outweighs only what a
// chain of so many moves can differ by at later levels. A plan with the largest sum is the lexicographically best one
// unless a longer chain outbids an earlier level, which is seen when the first `close` levels are solved by themselves.
absl::StatusOr<std::vector<absl::int128>> CloseLevelWeights(const Instance& instance, int32_t close, int64_t moves);

// For plans that are searched for and bounded otherwise: LevelWeights, or where these do not fit, with FloorWorth, the
// first close ones that do, of chains as long as can be.
absl::StatusOr<std::vector<absl::int128>> SearchLevelWeights(const Instance& instance);

// What a place below a floor costs at these weights: more than everything else that plans can differ by; without floors
// 0. OUT_OF_RANGE when all floors together would not fit 118 bits.
absl::StatusOr<absl::int128> FloorWorth(const Instance& instance, const std::vector<absl::int128>& level_weights);

// Of one level; kNone: 0.
inline absl::int128 WeightAt(const std::vector<absl::int128>& level_weights, int32_t level) {
  return level == kNone ? absl::int128{0} : level_weights[static_cast<size_t>(level)];
}

inline absl::int128 WeightOf(const Instance& instance, const std::vector<absl::int128>& level_weights, int32_t pair) {
  absl::int128 sum = 0;
  for (size_t l = 0; l < level_weights.size(); ++l)
    sum += level_weights[l] * instance.levels[l].value[static_cast<size_t>(pair)];
  return sum;
}

}  // namespace jiedui::planning
