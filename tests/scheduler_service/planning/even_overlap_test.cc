// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/even_overlap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/spread.h"
#include "scheduler_service/planning/verify.h"
#include "tests/scheduler_service/planning/every_ruled_plan.h"
#include "tests/scheduler_service/planning/ruled_instances.h"
#include "tests/scheduler_service/planning/solved.h"
#include "tests/scheduler_service/planning/spread_instances.h"

namespace jiedui::planning {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

// Ten people of two townships, of which one may miss two people at a time.
TEST(SolveEvenOverlaps, IsEvenUnderRulesThatTiePeople) {
  Instance instance = OneCourse({5, 5}, 4);
  instance.groups = 3;
  for (int32_t person = 9; person >= 5; --person) instance.group.insert(instance.group.begin() + person + 1, 2);
  for (int32_t person = 6; person <= 10; ++person) instance.group_begin[At(person)] += person - 5;
  instance.home_covers = {{.group = 2, .away_max = 2}};
  const Plan plan = Solved(instance).plan;
  EXPECT_EQ(plan.method, Method::kLagrangian);
  EXPECT_THAT(Fairness(instance).Count(instance, plan.pairs), ElementsAre(2, 2));
  EXPECT_THAT(plan.relaxed, Contains(kFairnessIsBounded));
}

TEST(SolveEvenOverlaps, WithMinimumClassSizesItIsSaid) {
  Instance instance = OneCourse({3, 3}, 4);
  instance.items[0].seats_min = 2;
  const Plan plan = Solved(instance).plan;
  EXPECT_THAT(Fairness(instance).Count(instance, plan.pairs), ElementsAre(2, 2));
  EXPECT_THAT(plan.relaxed, Contains(kFairnessIsBounded));
}

// A value that reaches its bound is the largest, which need not be the most even.
TEST(SolveEvenOverlaps, IsNeverCalledOptimal) {
  Instance instance = OneCourse({3, 3}, 4);
  instance.items[0].seats_min = 2;
  const Plan plan = Solved(instance).plan;
  EXPECT_EQ(plan.bound, plan.value);
  EXPECT_FALSE(plan.optimal());
}

// Everybody is of one of two more groups, 3 and 4.
void AddTownships(Instance& instance) {
  Instance before = instance;
  instance.groups += 2;
  instance.group.clear();
  for (int32_t person = 0; person < instance.people; ++person) {
    const auto groups = Of(person, before.group_begin, before.group);
    instance.group.insert(instance.group.end(), groups.begin(), groups.end());
    instance.group.push_back(3 + person % 2);
    instance.group_begin[At(person) + 1] = Size(instance.group.size());
  }
}

struct Tally {
  int32_t solved = 0;
  int32_t best = 0;    // by looking at every plan
  int32_t proven = 0;  // called optimal
};

// The plan is no better than the best by looking at every plan, its bound no less, and optimal() true.
void ExpectWithinBounds(const Instance& instance, Tally& tally) {
  const std::optional<std::vector<int64_t>> every = EveryRuledPlan(instance).Best();
  const absl::StatusOr<Answer> answer = Solve(instance);
  ASSERT_NE(answer.status().code(), absl::StatusCode::kInternal) << answer.status();
  if (!every.has_value() || !answer.ok()) return;
  const auto* solution = std::get_if<Solution>(&*answer);
  ASSERT_NE(solution, nullptr);
  ++tally.solved;
  ASSERT_LE(solution->plan.value, *every);
  for (size_t l = 0; l < every->size(); ++l) {
    ASSERT_GE(solution->plan.bound[l], (*every)[l]);
    if (solution->plan.value[l] != (*every)[l]) break;
  }
  if (solution->plan.value == *every) ++tally.best;
  if (solution->plan.optimal()) ++tally.proven;
  ASSERT_TRUE(!solution->plan.optimal() || solution->plan.value == *every);
}

// Over rules of every kind: the plan keeps them, and its bound is no less than the best there is.
TEST(SolveEvenOverlapsProperty, BoundsHoldOfSmallInstances) {
  Tally tally;
  for (uint64_t seed = 1; tally.solved < 700; ++seed) {
    Dice dice(seed);
    Instance instance = RuledInstance(dice, seed % 3 == 0);
    AddTownships(instance);
    const int32_t levels = Size(instance.levels.size());
    instance = WithFairness(std::move(instance), {3, 4}, At(dice.Between(0, levels)));
    if (!CheckInstance(instance).ok()) continue;
    ExpectWithinBounds(instance, tally);
    ASSERT_FALSE(testing::Test::HasFatalFailure()) << "seed " << seed;
  }
  EXPECT_GE(tally.best, tally.solved * 95 / 100);
}

// At most one person of the group is away at a time; the two months overlap.
TEST(SolveEvenOverlaps, SpreadUnderRulesThatTiePeople) {
  Instance instance = InGroups(CoursesByMonth(6, {6, 6}, {0, 0}), 1, {{0}, {0}, {}, {}, {}, {}});
  instance.home_covers = {{.group = 0, .away_max = 1}};
  const Plan plan = Solved(instance).plan;
  EXPECT_EQ(plan.method, Method::kLagrangian);
  EXPECT_EQ(plan.value[0], 5);
  EXPECT_LE(plan.value, plan.bound);
  EXPECT_THAT(plan.relaxed, Not(Contains(kFairnessIsBounded)));
}

// Everybody may have all of six courses in three months, of which each begins before the one before it ends: the plan
// of the first round is the last one's, too, and the last round's prices say that it is nearly the best.
TEST(SolveEvenOverlaps, LaterRoundsProveWhatAnEarlierOneFound) {
  Instance instance = CoursesByMonth(40, {8, 8, 8, 8, 8, 8}, {0, 0, 0});
  instance.levels[1].periods.of_item = {0, 0, 1, 1, 2, 2};
  instance.items_per_person_max = 6;
  for (int32_t j = 0; j < 6; ++j) instance.items[At(j)].days = {1 + 6 * j, 10 + 6 * j};
  const Plan plan = Solved(instance).plan;
  EXPECT_THAT(Spread(instance).Count(instance, plan.pairs), ElementsAre(16, 16, 16));
  EXPECT_LE(plan.gap(1) * 100, plan.bound[1]);
}

// Prices are the same for all pairs of a month: by them alone everybody is in the same two.
TEST(SolveEvenOverlaps, MonthsAreFilledAlike) {
  Instance instance = CoursesByMonth(4, {4, 4, 4, 4}, {0, 0, 0, 0});
  instance.items_per_person_max = 2;
  for (int32_t j = 0; j < 4; ++j) instance.items[At(j)].days = {1 + 30 * j, 5 + 30 * j};
  const Plan plan = Solved(instance).plan;
  EXPECT_EQ(plan.method, Method::kLagrangian);
  EXPECT_THAT(Spread(instance).Count(instance, plan.pairs), ElementsAre(2, 2, 2, 2));
  EXPECT_THAT(plan.value, ElementsAre(8, 28));
  EXPECT_TRUE(plan.optimal());
}

TEST(SolveEvenOverlaps, MonthsAreFilledAlikeUnderACover) {
  std::vector<std::vector<int32_t>> groups_of(100);
  groups_of[0] = groups_of[1] = {0};
  Instance instance = InGroups(CoursesByMonth(100, {100, 100}, {0, 0}), 1, groups_of);
  for (int32_t j = 0; j < 2; ++j) instance.items[At(j)].days = {1 + 30 * j, 5 + 30 * j};
  instance.home_covers = {{.group = 0, .away_max = 1}};
  const Plan plan = Solved(instance).plan;
  EXPECT_EQ(plan.method, Method::kLagrangian);
  EXPECT_THAT(Spread(instance).Count(instance, plan.pairs), ElementsAre(50, 50));
  EXPECT_EQ(plan.value, plan.bound);
}

TEST(SolveEvenOverlaps, TownshipsAreServedAlikeUnderACover) {
  Instance instance = OneCourse({50, 50}, 50);
  instance.groups = 3;
  instance.group.insert(instance.group.begin() + 1, 2);
  for (size_t person = 1; person < instance.group_begin.size(); ++person) ++instance.group_begin[person];
  instance.home_covers = {{.group = 2, .away_max = 1}};
  const Plan plan = Solved(instance).plan;
  EXPECT_THAT(Fairness(instance).Count(instance, plan.pairs), ElementsAre(25, 25));
  EXPECT_EQ(plan.value, plan.bound);
}

// Fairness without its caveat: what is proven of spread is the goal itself.
TEST(SolveEvenOverlaps, SpreadWithMinimumClassSizesMayBeProven) {
  Instance instance = CoursesByMonth(6, {6, 6}, {0, 0});
  instance.items[0].seats_min = 2;
  const Plan plan = Solved(instance).plan;
  EXPECT_THAT(Spread(instance).Count(instance, plan.pairs), ElementsAre(3, 3));
  EXPECT_TRUE(plan.optimal());
  instance.items[0].seats_min = 5;
  const Plan few = Solved(instance).plan;
  EXPECT_THAT(Spread(instance).Count(instance, few.pairs), AnyOf(ElementsAre(5, 1), ElementsAre(0, 6)));
  EXPECT_FALSE(few.optimal());
}

TEST(SolveEvenOverlapsProperty, BoundsOfSpreadHoldOfSmallInstances) {
  Tally tally;
  for (uint64_t seed = 1; tally.solved < 1000; ++seed) {
    Dice dice(seed);
    Instance instance = RuledInstance(dice, seed % 3 == 0);
    const int32_t place = dice.Between(0, Size(instance.levels.size()));
    auto periods = AnyPeriods(dice, instance.items.size());  // before the instance is moved
    instance = WithSpread(std::move(instance), std::move(periods), At(place));
    if (!CheckInstance(instance).ok()) continue;
    ExpectWithinBounds(instance, tally);
    ASSERT_FALSE(testing::Test::HasFatalFailure()) << "seed " << seed;
  }
  EXPECT_GE(tally.best, tally.solved * 95 / 100);
  EXPECT_GT(tally.proven, tally.solved / 4);
}

}  // namespace
}  // namespace jiedui::planning
