// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/chains.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

constexpr int64_t kFloorWorth = 1000;

struct World {
  explicit World(Instance made) : instance(std::move(made)) {
    for (const int32_t pair : choices.pair) worth.push_back(instance.levels[0].value[At(pair)]);
  }

  Instance instance;
  Choices choices = LayOut(instance);
  PersonRules rules{instance, choices};
  std::vector<absl::int128> worth;
  Budget budget;
  Meter meter{budget};
  Roster roster{instance, choices, rules, worth, kFloorWorth};
  Chains chains{choices, rules, worth, kFloorWorth, roster, meter};
};

TEST(Chains, FillTakesWhatIsWorthItsPrice) {
  World world(Wishes({{5, 0}, {0, 2}}, {1, 1}));
  world.chains.Fill({5, 2}, {3, 3}, 0);
  EXPECT_EQ(world.roster.total(), 5);
  world.chains.Fill({5, 2}, {3, 3}, 2);
  EXPECT_EQ(world.roster.total(), 7);
}

TEST(Chains, FollowsAChainToAFreePlace) {
  // Each holds what the one before wants; at the end of the row is a free place.
  World world(Wishes({{9, 0, 0, 0}, {5, 5, 0, 0}, {0, 5, 5, 0}, {0, 0, 5, 4}}, {1, 1, 1, 1}));
  world.roster.Add(1);
  world.roster.Add(3);
  world.roster.Add(5);
  world.chains.Improve(10);
  EXPECT_EQ(world.roster.total(), 9 + 5 + 5 + 4);
}

TEST(Chains, TurnsOutWhoIsWorthLeast) {
  World world(Wishes({{3}, {2}, {7}}, {2}));
  world.roster.Add(0);
  world.roster.Add(1);
  world.chains.Improve(10);
  EXPECT_EQ(world.roster.total(), 10);
}

TEST(Chains, MeetsAFloorAtTheCostOfValue) {
  Instance instance = InGroups(Wishes({{9}, {1}}, {1}), 1, {{}, {0}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 1}};
  World world(instance);
  world.roster.Add(0);
  world.chains.Improve(10);
  EXPECT_EQ(world.roster.total(), kFloorWorth + 1);
}

TEST(Chains, ExchangesOneForTwo) {
  Instance instance = OnDays(Wishes({{3, 5, 4}}, {1, 1, 1}), {{1, 2}, {2, 5}, {5, 6}});
  instance.items_per_person_max = 2;
  World world(instance);
  world.roster.Add(world.rules.EntryFor(0, 1));
  world.chains.Improve(10);
  EXPECT_EQ(world.roster.total(), 7);
}

TEST(Chains, StopsWithTheBudget) {
  World world(Wishes({{3}, {7}}, {1}));
  world.budget.work_max = 1;
  world.meter.Spend(2, "prices", 0);
  world.roster.Add(0);
  world.chains.Improve(10);
  EXPECT_EQ(world.roster.total(), 3);
}

}  // namespace
}  // namespace jiedui::planning
