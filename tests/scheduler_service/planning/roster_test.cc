// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/roster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/ruled_instances.h"
#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct World {
  explicit World(Instance made) : instance(std::move(made)), worth(choices.pair.size(), 3) {}

  Instance instance;
  Choices choices = LayOut(instance);
  PersonRules rules{instance, choices};
  std::vector<absl::int128> worth;
  Roster roster{instance, choices, rules, worth, 100};
};

TEST(Roster, CountsAndUndoes) {
  Instance instance = InGroups(Wishes({{1}, {1}}, {1}), 1, {{0}, {}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 1}};
  World world(instance);
  Roster& roster = world.roster;
  EXPECT_EQ(roster.floors_short(), 1);
  const size_t mark = roster.Mark();
  roster.Add(0);
  EXPECT_EQ(roster.total(), 103);
  EXPECT_EQ(roster.floors_short(), 0);
  EXPECT_FALSE(roster.HasRoom(world.choices.slot[1]));
  EXPECT_TRUE(roster.HasRoomWithout(world.choices.slot[1], 0));
  EXPECT_THAT(roster.held(0), ElementsAre(0));
  EXPECT_THAT(roster.holders(0), ElementsAre(0));
  roster.UndoTo(mark);
  EXPECT_EQ(roster.total(), 0);
  EXPECT_THAT(roster.held(0), IsEmpty());
  EXPECT_TRUE(roster.HasRoom(world.choices.slot[1]));
}

TEST(Roster, WhatDependsOnAnItemGoesWithIt) {
  Instance instance = OnDays(Wishes({{1, 1, 1}}, {1, 1, 1}), {{1, 1}, {3, 3}, {5, 5}});
  instance.items_per_person_max = 3;
  instance.prerequisites = {{.item = 1, .before = 0}, {.item = 2, .before = 1}};
  World world(instance);
  EXPECT_FALSE(world.roster.Allows(1));
  for (const int32_t entry : {0, 1, 2}) {
    ASSERT_TRUE(world.roster.Allows(entry));
    world.roster.Add(entry);
  }
  const size_t mark = world.roster.Mark();
  world.roster.Remove(0);
  EXPECT_EQ(world.roster.placed(), 0);
  world.roster.UndoTo(mark);
  EXPECT_EQ(world.roster.placed(), 3);
}

// Random additions, removals and undos leave what adding the same entries at once does.
TEST(RosterProperty, UndoIsExact) {
  for (uint64_t seed = 0; seed < 500; ++seed) {
    Dice dice(seed);
    Instance instance = RuledInstance(dice, false);
    instance.pinned.clear();
    if (!CheckInstance(instance).ok() || instance.pairs() == 0) continue;
    World world(instance);
    if (world.choices.entries() == 0) continue;
    const auto change = [&] {
      const int32_t entry = dice.Between(0, world.choices.entries() - 1);
      if (world.roster.holds(entry)) return world.roster.Remove(entry);
      if (world.roster.HasRoom(world.choices.slot[At(entry)]) && world.roster.Allows(entry)) world.roster.Add(entry);
    };
    for (int32_t k = 0; k < 10; ++k) change();
    const absl::int128 total = world.roster.total();
    const int64_t floors_short = world.roster.floors_short();
    std::vector<bool> held;
    for (int32_t entry = 0; entry < world.choices.entries(); ++entry) held.push_back(world.roster.holds(entry));
    const size_t mark = world.roster.Mark();
    for (int32_t k = 0; k < 10; ++k) change();
    world.roster.UndoTo(mark);
    EXPECT_EQ(world.roster.total(), total) << "seed " << seed;
    EXPECT_EQ(world.roster.floors_short(), floors_short);
    for (int32_t entry = 0; entry < world.choices.entries(); ++entry)
      EXPECT_EQ(world.roster.holds(entry), held[At(entry)]) << "seed " << seed;
  }
}

}  // namespace
}  // namespace jiedui::planning
