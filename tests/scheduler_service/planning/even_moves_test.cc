// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/even_moves.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

struct MovesWorld {
  explicit MovesWorld(Instance made) : instance(std::move(made)) {
    for (const int32_t pair : choices.pair) worth.push_back(instance.levels[0].value[At(pair)]);
  }

  Instance instance;
  Choices choices = LayOut(instance);
  PersonRules rules{instance, choices};
  std::vector<absl::int128> worth;
  Roster roster{instance, choices, rules, worth, 100};
  Budget budget;
  Meter meter{budget};
  EvenMoves moves{choices, rules, roster, meter};
};

TEST(EvenMoves, SomebodyTakesWhatIsFreeAndGivesUpWhatClashes) {
  MovesWorld world(Wishes({{1, 3}}, {1, 1}));
  world.roster.Add(0);
  world.moves.Improve(100);
  EXPECT_TRUE(world.roster.holds(1));
  EXPECT_EQ(world.roster.total(), 3);
}

TEST(EvenMoves, SomebodyGivesUpOneThingForABetterOne) {
  MovesWorld world(OnDays(Wishes({{1, 3}}, {1, 1}), {{1, 1}, {5, 5}}));
  world.roster.Add(0);
  world.moves.Improve(100);
  EXPECT_TRUE(world.roster.holds(1));
}

TEST(EvenMoves, WhoHasToGoMayTakeSomethingElse) {
  MovesWorld world(Wishes({{4, 0}, {5, 4}}, {1, 1}));
  world.roster.Add(1);
  world.moves.Improve(100);
  EXPECT_EQ(world.roster.total(), 8);
}

TEST(EvenMoves, WhoIsAwayMayStayForAnotherOfTheGroup) {
  Instance instance = InGroups(Wishes({{1, 0}, {0, 3}}, {1, 1}), 1, {{0}, {0}});
  instance.home_covers = {{.group = 0, .away_max = 1}};
  MovesWorld world(instance);
  world.roster.Add(0);
  world.moves.Improve(100);
  EXPECT_EQ(world.roster.total(), 3);
}

TEST(EvenMoves, NoMoreThanSoManyAreTried) {
  MovesWorld world(Wishes({{1, 3}}, {1, 1}));
  world.roster.Add(0);
  world.moves.Improve(0);
  EXPECT_EQ(world.roster.total(), 1);
}

}  // namespace
}  // namespace jiedui::planning
