// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/overlap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/verify.h"
#include "tests/scheduler_service/planning/every_ruled_plan.h"
#include "tests/scheduler_service/planning/ruled_instances.h"
#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Solution SolvedByPrices(const Instance& instance) {
  EXPECT_TRUE(CheckInstance(instance).ok()) << CheckInstance(instance);
  const Budget budget;
  Meter meter(budget);
  absl::StatusOr<Solution> solution = SolveOverlaps(instance, meter);
  if (!solution.ok()) {
    ADD_FAILURE() << solution.status();
    return {};
  }
  EXPECT_THAT(Verify(instance, solution->plan, solution->certificate).findings, IsEmpty());
  return *std::move(solution);
}

// One person, four items: 0 and 2 fit together, 1 overlaps both, 3 comes after all.
Instance Chain() {
  Instance instance = OnDays(Wishes({{3, 5, 3, 2}}, {1, 1, 1, 1}), {{1, 5}, {4, 8}, {7, 10}, {12, 14}});
  instance.items_per_person_max = 3;
  return instance;
}

TEST(SolveOverlaps, TakesTheBestBundle) {
  const Solution solution = SolvedByPrices(Chain());
  EXPECT_THAT(solution.plan.pairs, ElementsAre(0, 2, 3));
  EXPECT_TRUE(solution.plan.optimal());
  EXPECT_THAT(solution.plan.relaxed, IsEmpty());
  EXPECT_EQ(solution.plan.method, Method::kLagrangian);
}

TEST(SolveOverlaps, KeepsTheNumberOfItems) {
  Instance instance = Chain();
  instance.items_per_person_max = 2;
  EXPECT_THAT(SolvedByPrices(instance).plan.value, ElementsAre(7));  // 1 and 3
}

TEST(SolveOverlaps, KeepsTheTravelBuffer) {
  Instance instance = Chain();
  instance.travel_buffer_days = 2;
  EXPECT_THAT(SolvedByPrices(instance).plan.value, ElementsAre(7));  // 1 and 3
}

TEST(SolveOverlaps, KeepsBusyDays) {
  Instance instance = Chain();
  instance.busy_begin = {0, 1};
  instance.busy = {{.days = {9, 9}}};
  EXPECT_THAT(SolvedByPrices(instance).plan.value, ElementsAre(7));
}

TEST(SolveOverlaps, KeepsDaysPerPersonAndSaysThatTheBoundDoesNot) {
  Instance instance = Chain();
  instance.days_per_person = {8};
  const Solution solution = SolvedByPrices(instance);
  EXPECT_THAT(solution.plan.value, ElementsAre(7));  // 1 and 3 have 8 days
  EXPECT_THAT(solution.plan.bound, ElementsAre(8));
  EXPECT_THAT(solution.plan.relaxed, ElementsAre(HasSubstr("days_per_person")));
}

TEST(SolveOverlaps, KeepsExclusions) {
  Instance instance = Chain();
  instance.exclusions = {{0, 2}};
  EXPECT_THAT(SolvedByPrices(instance).plan.value, ElementsAre(7));
}

TEST(SolveOverlaps, BringsPrerequisites) {
  Instance instance = OnDays(Wishes({{-1, 5}}, {1, 1}), {{1, 2}, {4, 5}});
  instance.items_per_person_max = 2;
  instance.prerequisites = {{.item = 1, .before = 0}};
  EXPECT_THAT(SolvedByPrices(instance).plan.pairs, ElementsAre(0, 1));
  instance.completed_begin = {0, 1};
  instance.completed = {0};
  EXPECT_THAT(SolvedByPrices(instance).plan.pairs, ElementsAre(1));
}

TEST(SolveOverlaps, PinsBringTheirPrerequisites) {
  Instance instance = OnDays(Wishes({{-4, 1, 3}}, {1, 1, 1}), {{1, 2}, {4, 5}, {2, 3}});
  instance.items_per_person_max = 2;
  instance.prerequisites = {{.item = 1, .before = 0}};
  instance.pinned = {1};
  EXPECT_THAT(SolvedByPrices(instance).plan.pairs, ElementsAre(0, 1));
}

TEST(SolveOverlaps, KeepsHomeCoverage) {
  Instance instance = OnDays(InGroups(Wishes({{4, 1}, {3, 3}}, {2, 2}), 1, {{0}, {0}}), {{1, 5}, {5, 9}});
  instance.items_per_person_max = 2;
  instance.home_covers = {{.group = 0, .away_max = 1}};
  const Solution solution = SolvedByPrices(instance);
  EXPECT_THAT(solution.plan.value, ElementsAre(4));  // both would be away on day 5
  EXPECT_THAT(solution.plan.relaxed, ElementsAre(HasSubstr("home_covers")));
}

// Township 0 within county 2: a floor for the township, a ceiling for the county.
TEST(SolveOverlaps, KeepsNestedQuotas) {
  Instance instance = InGroups(Wishes({{1, 1}, {5, 5}, {5, 5}, {2, 2}}, {3, 3}), 3, {{0, 2}, {1, 2}, {1, 2}, {}});
  instance.items_per_person_max = 2;
  instance = OnDays(instance, {{1, 5}, {11, 15}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 3},
                     {.item = 0, .group = 2, .floor = 0, .ceiling = 2}};
  const Solution solution = SolvedByPrices(instance);
  EXPECT_THAT(solution.plan.value, ElementsAre(1 + 5 + 2 + 5 + 5 + 2));
  EXPECT_TRUE(solution.plan.optimal());
}

TEST(SolveOverlaps, FindsAChain) {
  // Who wants only item 0 gets it: its holder moves on to 1, whose holder moves on to 2.
  Instance instance = Wishes({{9, 8, 0}, {0, 9, 8}, {9, 0, 0}}, {1, 1, 1});
  instance.items_per_person_max = 2;
  EXPECT_THAT(SolvedByPrices(instance).plan.value, ElementsAre(8 + 8 + 9));
}

TEST(SolveOverlaps, LevelsComeInTheirOrder) {
  Instance instance = Wishes({{1, 1}, {1, 0}}, {1, 1});
  instance.items_per_person_max = 2;
  instance.levels.push_back({.name = "wishes", .value = {100, 1, 1}});
  const Solution solution = SolvedByPrices(instance);
  EXPECT_THAT(solution.plan.value, ElementsAre(2, 2));
  EXPECT_THAT(solution.plan.bound[0], 2);
}

TEST(SolveOverlaps, SaysThatNoPlanKeepsTheFloors) {
  Instance instance = InGroups(Wishes({{1}}, {2}), 1, {{0}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 2, .ceiling = 2}};
  const Budget budget;
  Meter meter(budget);
  const auto solution = SolveOverlaps(instance, meter);
  EXPECT_EQ(solution.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(solution.status().message(), HasSubstr("of quotas[0] (1 short) too few could be placed"));
}

TEST(SolveOverlaps, AnEndedBudgetStillGivesAPlanAndABound) {
  const Budget budget{.work_max = 1};
  Meter meter(budget);
  const auto solution = SolveOverlaps(Chain(), meter);
  ASSERT_TRUE(solution.ok()) << solution.status();
  EXPECT_THAT(Verify(Chain(), solution->plan, solution->certificate).findings, IsEmpty());
}

TEST(SolveOverlapsProperty, ValueUpToBestUpToBoundWithAllRulesKept) {
  int32_t solved = 0;
  int32_t best = 0;
  int32_t short_of_floors = 0;
  for (uint64_t seed = 0; solved < 4000; ++seed) {
    Dice dice(seed);
    const Instance instance = RuledInstance(dice, false);
    if (!CheckInstance(instance).ok()) continue;
    const std::optional<std::vector<int64_t>> every = EveryRuledPlan(instance).Best();
    const Budget budget;
    Meter meter(budget);
    const absl::StatusOr<Solution> solution = SolveOverlaps(instance, meter);
    ASSERT_TRUE(every.has_value() || !solution.ok()) << "seed " << seed << ": a plan where there is none";
    if (!every.has_value()) continue;
    ++solved;
    if (!solution.ok()) {
      ASSERT_EQ(solution.status().code(), absl::StatusCode::kResourceExhausted) << "seed " << seed << solution.status();
      ++short_of_floors;
      continue;
    }
    const Verdict verdict = Verify(instance, solution->plan, solution->certificate);
    ASSERT_THAT(verdict.findings, IsEmpty()) << "seed " << seed;
    ASSERT_LE(solution->plan.value, *every) << "seed " << seed;
    for (size_t l = 0; l < every->size(); ++l) {
      ASSERT_LE((*every)[l], solution->plan.bound[l]) << "seed " << seed;
      if (solution->plan.value[l] != (*every)[l]) break;  // later bounds are for plans that are equal before
    }
    if (solution->plan.value == *every) ++best;
  }
  EXPECT_GE(best, solved * 95 / 100);
  EXPECT_LE(short_of_floors, solved / 100);
}

}  // namespace
}  // namespace jiedui::planning
