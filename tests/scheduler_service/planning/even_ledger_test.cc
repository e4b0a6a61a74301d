// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/even_ledger.h"

#include <gtest/gtest.h>

#include "scheduler_service/planning/level_values.h"
#include "scheduler_service/planning/level_weights.h"
#include "tests/scheduler_service/planning/spread_instances.h"

namespace jiedui::planning {
namespace {

// The first month has two places taken, and a pin: the next of its pairs is worth less than that of the second.
TEST(EvenLedger, ClassesAreWorthLessByEachPair) {
  Instance instance = CoursesByMonth(4, {4, 4}, {2, 0});
  instance.pinned = {0};
  EvenLedger ledger(instance, {absl::int128{100}, absl::int128{10}});
  EXPECT_EQ(ledger.Last(1, 0), 40);
  EXPECT_EQ(ledger.Next(1, 0), 30);
  EXPECT_EQ(ledger.Last(1, 1), 0);
  EXPECT_EQ(ledger.Add(1, 1), 60);
  EXPECT_EQ(ledger.Next(2, 1), 50);
  EXPECT_EQ(ledger.Remove(1, 1), 60);
  EXPECT_EQ(ledger.Next(2, 1), 60);
}

// Pair by pair in any order, they come to what the plan is worth.
TEST(EvenLedgerProperty, SumsAreWhatPlansAreWorth) {
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    Dice dice(seed);
    Instance instance = SmallSpreadInstance(dice);
    instance.pinned.clear();
    const absl::StatusOr<std::vector<absl::int128>> weights = LevelWeights(instance);
    if (!CheckInstance(instance).ok() || !weights.ok()) continue;
    EvenLedger ledger(instance, *weights);
    std::vector<int32_t> pairs;
    absl::int128 sum = 0;
    for (int32_t person = 0; person < PeopleWithPairs(instance); ++person) {
      if (instance.pair_begin[At(person)] == instance.pair_begin[At(person) + 1] || dice.OneIn(3)) continue;
      pairs.push_back(instance.pair_begin[At(person)]);
      const int32_t item = instance.pair_item[At(pairs.back())];
      sum += ledger.Add(person, item) + WeightOf(instance, *weights, pairs.back());
      EXPECT_GT(ledger.Last(person, item), -1);
    }
    absl::int128 worth = 0;
    const std::vector<int64_t> value = ValuesOf(instance, pairs);
    for (size_t l = 0; l < value.size(); ++l) worth += (*weights)[l] * value[l];
    ASSERT_EQ(sum, worth) << "seed " << seed;
  }
}

}  // namespace
}  // namespace jiedui::planning
