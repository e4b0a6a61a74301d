// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/solve.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/verify.h"
#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/sample_instances.h"
#include "tests/scheduler_service/planning/small_instances.h"
#include "tests/scheduler_service/planning/solved.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Solve, GivesTheSeatToWhoWantsItMore) {
  const Solution solution = Solved(Wishes({{3}, {5}}, {1}));
  EXPECT_THAT(solution.plan.pairs, ElementsAre(1));
  EXPECT_THAT(solution.plan.value, ElementsAre(5));
  EXPECT_TRUE(solution.plan.optimal());
}

TEST(Solve, EarlierLevelOutweighsAnyLaterOne) {
  Instance instance = Wishes({{100, 1}, {100, 0}}, {1, 1});
  instance.levels.insert(instance.levels.begin(), Level{"placed", {1, 1, 1}});
  const Solution solution = Solved(instance);
  EXPECT_THAT(solution.plan.value, ElementsAre(2, 101));
}

TEST(Solve, NobodyIsGivenWhatIsWorthLessThanNothing) { EXPECT_THAT(Solved(Wishes({{-1}}, {1})).plan.pairs, IsEmpty()); }

TEST(Solve, FloorIsKeptAtTheLeastLoss) {
  Instance instance = InGroups(Wishes({{9, 1}, {9, 4}, {2, 1}}, {2, 2}), 1, {{0}, {0}, {}});
  instance.quotas = {{.item = 1, .group = 0, .floor = 1, .ceiling = 2}};
  const Solution solution = Solved(instance);
  EXPECT_THAT(solution.plan.pairs, ElementsAre(0, 3, 4));
  EXPECT_EQ(solution.certificate.proofs.front().quota.front(), -5) << "4 instead of 9 for who keeps it";
}

TEST(Solve, EmptyInstanceHasTheEmptyPlan) {
  Instance instance;
  instance.levels.resize(1);
  EXPECT_THAT(Solved(instance).plan.value, ElementsAre(0));
}

TEST(Solve, WhatNoMethodTakesSaysWhy) {
  Instance instance = InGroups(Wishes({{1}, {1}, {1}}, {2}), 2, {{0}, {0, 1}, {1}});
  instance.quotas = {{.item = 0, .group = 0, .ceiling = 1}, {.item = 0, .group = 1, .ceiling = 1}};
  EXPECT_THAT(WhyNotExact(instance), ElementsAre(HasSubstr("crosses")));
}

TEST(Solve, IllFormedInstanceIsRefused) {
  Instance instance = Wishes({{1}}, {1});
  instance.pair_item[0] = 7;
  EXPECT_EQ(Solve(instance).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Solve, LevelsThatDoNotFitTogetherAreRefused) {
  Instance instance = Wishes({{kValueMax}}, {1});
  instance.levels = {instance.levels[0], instance.levels[0], instance.levels[0], instance.levels[0]};
  EXPECT_EQ(Solve(instance).status().code(), absl::StatusCode::kOutOfRange);
}

TEST(Solve, BudgetThatEndsEarlyLeavesAPlanWithABoundThatHolds) {
  Instance instance = Wishes({}, {});
  std::vector<std::vector<int64_t>> rows;
  Dice dice(3);
  for (int person = 0; person < 60; ++person)
    rows.push_back({dice.Between(1, 9), dice.Between(1, 9), dice.Between(1, 9), dice.Between(1, 9)});
  instance = Wishes(rows, {10, 10, 10, 10});
  const int64_t best = Solved(instance).plan.value[0];
  int unfinished = 0;
  for (int64_t work = 1; work < 4'000; work += 50) {
    const absl::StatusOr<Answer> answer = Solve(instance, {.work_max = work});
    ASSERT_TRUE(answer.ok()) << answer.status();
    const Plan& plan = std::get<Solution>(*answer).plan;
    EXPECT_LE(plan.value[0], best);
    EXPECT_GE(plan.bound[0], best);
    unfinished += plan.optimal() ? 0 : 1;
  }
  EXPECT_GT(unfinished, 0);
}

TEST(Solve, CallerCanStopIt) {
  const absl::StatusOr<Answer> answer = Solve(Wishes({{1}}, {1}), {.stop = [] { return true; }});
  ASSERT_TRUE(answer.ok());
  EXPECT_FALSE(std::get<Solution>(*answer).plan.optimal());
}

TEST(Solve, SameInstanceSamePlanAndPrices) {
  Dice dice(11);
  const Instance instance = SmallInstance(dice);
  const absl::StatusOr<Answer> first = Solve(instance);
  const absl::StatusOr<Answer> second = Solve(instance);
  ASSERT_EQ(first.ok(), second.ok());
  if (!first.ok() || !std::holds_alternative<Solution>(*first)) return;
  EXPECT_EQ(std::get<Solution>(*first).plan.pairs, std::get<Solution>(*second).plan.pairs);
  EXPECT_EQ(std::get<Solution>(*first).certificate.proofs[0].person,
            std::get<Solution>(*second).certificate.proofs[0].person);
}

// Thousands of instances, against looking at every plan.
TEST(Solve, IsWhatLookingAtEveryPlanFinds) {
  int plans = 0;
  int without = 0;
  for (uint64_t seed = 1; seed <= 6'000; ++seed) {
    Dice dice(seed);
    const Instance instance = SmallInstance(dice);
    if (!CheckInstance(instance).ok() || !WhyNotExact(instance).empty()) continue;
    const absl::StatusOr<Answer> answer = Solve(instance);
    ASSERT_TRUE(answer.ok()) << "seed " << seed << ": " << answer.status();
    const std::optional<std::vector<int64_t>> best = EveryPlan(instance).Best();
    ASSERT_EQ(best.has_value(), std::holds_alternative<Solution>(*answer)) << "seed " << seed;
    if (!best.has_value()) {
      ++without;
      continue;
    }
    ++plans;
    const Plan& plan = std::get<Solution>(*answer).plan;
    ASSERT_EQ(plan.value, *best) << "seed " << seed;
    ASSERT_EQ(plan.bound, *best) << "seed " << seed;
  }
  EXPECT_GT(plans, 2'000);
  EXPECT_GT(without, 100);
}

TEST(ToString, NamesTheRule) {
  EXPECT_EQ(ToString({RuleRef::Kind::kFloor, 7}), "floor of quotas[7]");
  EXPECT_EQ(ToString({RuleRef::Kind::kPin, 12}), "pin of pairs[12]");
}

// One person and 100,000 candidacies: whatever looks at each two of them would take minutes.
class OneOfVeryMany : public testing::Test {
 protected:
  // Items of three days, ten days apart, of which the person may have five.
  OneOfVeryMany() {
    instance_.people = 1;
    instance_.items_per_person_max = 5;
    instance_.pair_begin = {0, kItems};
    instance_.levels = {{.name = "a", .value = {}}};
    for (int32_t j = 0; j < kItems; ++j) {
      instance_.items.push_back({.days = {j * 10, j * 10 + 2}, .seats = 1});
      instance_.pair_item.push_back(j);
      instance_.levels[0].value.push_back(j * int64_t{7919} % 1009);
    }
  }

  Solution Solved() const {
    const absl::StatusOr<Answer> answer = Solve(instance_, {.work_max = 5'000'000});
    EXPECT_TRUE(answer.ok()) << answer.status();
    Solution solution = std::get<Solution>(*answer);
    EXPECT_TRUE(Verify(instance_, solution.plan, solution.certificate).ok());
    return solution;
  }

  static constexpr int32_t kItems = 100'000;
  Instance instance_;
};

TEST_F(OneOfVeryMany, ApartFromEachOther) { EXPECT_EQ(Solved().plan.value[0], 5 * 1008); }

TEST_F(OneOfVeryMany, OverlappingEachOther) {
  for (Item& item : instance_.items) item.days.last += 30;
  EXPECT_EQ(Solved().plan.pairs.size(), 5u);
}

TEST_F(OneOfVeryMany, HalfOfThemExcludingEachOther) {
  instance_.exclusions.emplace_back();
  for (int32_t j = 0; j < kItems; j += 2) instance_.exclusions[0].push_back(j);
  EXPECT_GE(Solved().plan.pairs.size(), 4u);
}

TEST_F(OneOfVeryMany, HalfOfThemPinned) {
  instance_.items_per_person_max = kItems;
  for (int32_t j = 0; j < kItems; j += 2) instance_.pinned.push_back(j);
  instance_.exclusions = {{0, 1}};
  EXPECT_GE(Solved().plan.pairs.size(), size_t{kItems} - 200) << "all but those that bring nothing, and the excluded";
}

}  // namespace
}  // namespace jiedui::planning
