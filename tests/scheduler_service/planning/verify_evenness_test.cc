// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_evenness.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/spread_instances.h"

namespace jiedui::planning {
namespace {

// Two groups and two periods; of levels 1 and 2.
Instance FairAndSpread() {
  Instance instance = InGroups(CoursesByMonth(3, {3, 3}, {1, 0}), 2, {{0}, {0}, {1}});
  return WithFairness(std::move(instance), {0, 1}, 1);
}

TEST(EvenLevels, KnowsWhichLevelIsWhich) {
  const Instance instance = FairAndSpread();
  const Reading reading(instance);
  const EvenLevels even(reading);
  EXPECT_EQ(even.fair_groups(), 2U);
  EXPECT_EQ(even.periods(), 2U);
  EXPECT_EQ(even.TotalOf(reading, 0, {0, 3}), 0);
  EXPECT_EQ(even.TotalOf(reading, 1, {0, 3}), 2 + 1);
  EXPECT_EQ(even.TotalOf(reading, 2, {0, 3}), 3 + 4);
  EXPECT_EQ(even.highest(0), 0);
  EXPECT_EQ(even.highest(1), 2 + 1 + 3);
  EXPECT_EQ(even.highest(2), 15);
}

TEST(EvenLevels, PaysForPairsByGroupAndPeriod) {
  const Instance instance = FairAndSpread();
  const Reading reading(instance);
  const EvenLevels even(reading);
  const Prices prices{.level_weight = {0, 1, 1}, .fair_group = {10, 20}, .period = {3, 4}};
  EXPECT_EQ(even.PaidFor(reading, prices, 0), 13);
  EXPECT_EQ(even.PaidFor(reading, prices, 5), 24);
  EXPECT_EQ(even.Surplus(prices, 1000), 0);
  EXPECT_EQ(even.Surplus({.level_weight = {0, 1, 1}}, 1000), 6 + 15);
  EXPECT_EQ(even.Surplus({.level_weight = {0, 1, 1}}, 20), std::nullopt);
  EXPECT_EQ(even.PaidFor(reading, {}, 5), 0);
}

TEST(EvenLevels, WithoutAnyNothingIsPaid) {
  const Instance instance = Wishes({{1}}, {1});
  const Reading reading(instance);
  const EvenLevels even(reading);
  EXPECT_EQ(even.fair_groups() + even.periods(), 0U);
  EXPECT_EQ(even.Surplus({}, 10), 0);
}

}  // namespace
}  // namespace jiedui::planning
