// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/obstacles.h"

#include <gtest/gtest.h>

#include "scheduler_service/planning/candidacy.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {
namespace {

using Kind = Obstacle::Kind;

// Item 1 requires item 0, which ends before it begins.
Instance TwoItems() {
  Instance instance{.people = 1};
  instance.items = {{.days = {1, 5}, .seats = 1}, {.days = {10, 14}, .seats = 1}};
  instance.pair_begin = {0, 2};
  instance.pair_item = {0, 1};
  instance.levels = {{.name = "placed", .value = {1, 1}}};
  instance.busy_begin = {0, 0};
  return instance;
}

TEST(ObstaclesTest, NamesEveryRuleThatFailsWithActualAndRequired) {
  Instance instance = TwoItems();
  instance.busy_begin = {0, 2};
  instance.busy = {{.days = {4, 8}}, {.days = {13, 20}}};
  instance.days_per_person = {4};
  instance.travel_buffer_days = 2;
  instance.prerequisites = {{.item = 1, .before = 0}};
  EXPECT_EQ(ObstaclesOf(instance, 0, 1), (std::vector<Obstacle>{{Kind::kBusy, 0, 1, 2},   // one free day, two required
                                                                {Kind::kBusy, 1, -2, 2},  // two days overlap
                                                                {Kind::kDaysLimit, 0, 5, 4},  // five days, four allowed
                                                                {Kind::kPrerequisite, 0, 0, 9}}));  // by day 9
}

TEST(ObstaclesTest, APinTakesTheOnlyItemOfAPerson) {
  Instance instance = TwoItems();
  instance.pinned = {0};
  EXPECT_EQ(ObstaclesOf(instance, 0, 1), (std::vector<Obstacle>{{Kind::kFullyPinned, 0, 1, 1}}));
  EXPECT_TRUE(ObstaclesOf(instance, 0, 1, {.pin = 0}).empty());
  EXPECT_EQ(ObstaclesOf(instance, 0, 0, {.pin = 0}).front().kind, Kind::kForbidden);
}

TEST(ObstaclesTest, SupposingTakesAwayOneObstacle) {
  Instance instance = TwoItems();
  instance.busy_begin = {0, 1};
  instance.busy = {{.days = {10, 10}}};
  instance.prerequisites = {{.item = 1, .before = 0}};
  EXPECT_EQ(ObstaclesOf(instance, 0, 1).size(), 2);
  EXPECT_EQ(ObstaclesOf(instance, 0, 1, {.busy = 0}).front().kind, Kind::kPrerequisite);
  EXPECT_EQ(ObstaclesOf(instance, 0, 1, {.completed = 0}).front().kind, Kind::kBusy);
}

TEST(ObstaclesTest, ThereAreNoneWhereAPairStands) {
  for (uint64_t seed = 0; seed < 3000; ++seed) {
    Dice dice(seed);
    const Instance instance = SmallInstance(dice);
    if (!CheckInstance(instance).ok()) continue;
    const std::vector<bool> stands = StandingPairs(instance);
    for (int32_t person = 0; person < instance.people; ++person)
      for (int32_t pair = instance.pair_begin[At(person)]; pair < instance.pair_begin[At(person) + 1]; ++pair) {
        if (std::binary_search(instance.pinned.begin(), instance.pinned.end(), pair)) continue;
        ASSERT_EQ(ObstaclesOf(instance, person, pair).empty(), stands[At(pair)]) << "seed " << seed;
      }
  }
}

}  // namespace
}  // namespace jiedui::planning
