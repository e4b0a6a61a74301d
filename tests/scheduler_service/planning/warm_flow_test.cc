// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/warm_flow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "scheduler_service/planning/verify.h"
#include "tests/scheduler_service/planning/fair_instances.h"
#include "tests/scheduler_service/planning/small_edits.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::optional<Solution> FromFilling(const Instance& instance, int64_t work_max = 0) {
  const Budget budget{.work_max = work_max};
  Meter meter(budget);
  const FlowCase flow = BuildFlow(instance);
  EXPECT_THAT(flow.why_not, IsEmpty());
  return SolveFromFilling(instance, flow.network, meter);
}

TEST(SolveFromFilling, KeepsWhatIsBestAndImprovesTheRest) {
  Instance instance = Wishes({{5, 4}, {5, 1}, {3, 3}}, {1, 1});
  instance.base = {0, 3};  // 5 + 1; the best is 4 + 5
  const std::optional<Solution> solution = FromFilling(instance);
  ASSERT_TRUE(solution.has_value());
  EXPECT_THAT(solution->plan.pairs, ElementsAre(1, 2));
  EXPECT_TRUE(solution->plan.optimal());
  EXPECT_THAT(Verify(instance, solution->plan, solution->certificate).findings, IsEmpty());
}

// Of two equally good plans, the one that was there: a plan from nothing has no reason to.
TEST(SolveFromFilling, OfEquallyGoodPlansTheBaseStays) {
  for (int32_t person = 0; person < 4; ++person) {
    Instance instance = Wishes({{1}, {1}, {1}, {1}}, {1});
    instance.base = {person};
    EXPECT_THAT(FromFilling(instance)->plan.pairs, ElementsAre(person));
  }
}

// Sixty people with a rank each, for two items that are as good as each other: who is in which is the base's to say.
TEST(SolveFromFilling, IsWhatSolveDoesWhereValuesAreMany) {
  std::vector<std::vector<int64_t>> rows;
  for (int64_t rank = 60; rank > 0; --rank) rows.push_back({rank, rank});
  Instance instance = Wishes(rows, {5, 5});
  EXPECT_TRUE(IsWarmStartWorthIt(instance));
  EXPECT_EQ(std::get<Solution>(*Solve(instance)).plan.pairs.back(), 19);  // the tenth, in the second
  for (int32_t person = 0; person < 10; ++person) instance.base.push_back(2 * person + person % 2);
  EXPECT_EQ(std::get<Solution>(*Solve(instance)).plan.pairs, instance.base);
  instance.levels[0].value.assign(instance.pair_item.size(), 7);
  EXPECT_FALSE(IsWarmStartWorthIt(instance));
}

TEST(SolveFromFilling, WithoutABaseWhoComesFirstIsImprovedUpon) {
  const Instance instance = Wishes({{5, 4}, {5, 1}, {3, 3}}, {1, 1});  // filled: 5 + 3
  const std::optional<Solution> solution = FromFilling(instance);
  ASSERT_TRUE(solution.has_value());
  EXPECT_THAT(solution->plan.pairs, ElementsAre(1, 2));
  EXPECT_TRUE(solution->plan.optimal());
}

TEST(SolveFromFilling, WhatNoLongerFitsGivesWay) {
  Instance instance = Wishes({{2, 0}, {3, 1}, {4, 0}}, {1, 1});
  instance.base = {0, 1, 3};  // three in an item of one seat
  EXPECT_THAT(FromFilling(instance)->plan.value, ElementsAre(1 + 4));
  instance.forbidden = {3};
  EXPECT_THAT(FromFilling(instance)->plan.value, ElementsAre(2 + 1));
}

TEST(SolveFromFilling, IsLeftToAPlanFromNothing) {
  Instance instance = OneCourse({2, 2}, 2);
  instance.base = {0};
  EXPECT_FALSE(FromFilling(instance).has_value()) << "with fairness";
  instance = InGroups(Wishes({{2}, {3}}, {1}), 1, {{0}, {}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 1}};
  instance.base = {1};
  EXPECT_FALSE(FromFilling(instance).has_value()) << "a floor is open";
  instance.base = {0};
  EXPECT_TRUE(FromFilling(instance).has_value());
}

// What is proven when the budget ends counts; without any budget left, nothing is begun.
TEST(SolveFromFilling, AnOptimumThatUsesUpTheBudgetIsKept) {
  const Instance instance = Wishes({{2}, {3}}, {1});
  const std::optional<Solution> solution = FromFilling(instance, 1);
  ASSERT_TRUE(solution.has_value());
  EXPECT_TRUE(solution->plan.optimal());
  const Budget budget{.work_max = 1};
  Meter meter(budget);
  meter.Spend(2, "flow", 0);
  EXPECT_FALSE(SolveFromFilling(instance, BuildFlow(instance).network, meter).has_value());
}

// After edits, with what people were told as a goal: as good at every level as a plan from nothing.
TEST(SolveFromFillingProperty, IsAsGoodAsAPlanFromNothing) {
  int32_t warm = 0;
  int32_t compared = 0;
  ForSmallCases(1, 6000, [&](const Instance& before, const Solution& solution, Dice& dice) {
    auto edited = Edited(before, {SmallEdit(before, dice), SmallEdit(before, dice)});
    if (!edited.ok() || !WhyNotExact(*edited).empty()) return;
    Level kept{.name = "kept", .value = std::vector<int64_t>(edited->pair_item.size())};
    for (const int32_t pair : solution.plan.pairs) kept.value[At(pair)] = 1;
    edited->levels.insert(edited->levels.begin() + dice.Between(0, Size(edited->levels.size())), kept);
    const auto from_nothing = Solve(*edited);
    if (!from_nothing.ok() || !std::holds_alternative<Solution>(*from_nothing)) return;
    ++compared;
    if (dice.OneIn(2)) edited->base = solution.plan.pairs;
    const std::optional<Solution> from_base = FromFilling(*edited);
    if (!from_base.has_value()) return;
    ++warm;
    ASSERT_EQ(from_base->plan.value, std::get<Solution>(*from_nothing).plan.value);
    ASSERT_TRUE(from_base->plan.optimal());
    ASSERT_THAT(Verify(*edited, from_base->plan, from_base->certificate).findings, IsEmpty());
  });
  EXPECT_GT(compared, 3000);
  EXPECT_GT(warm, compared * 7 / 10);
}

}  // namespace
}  // namespace jiedui::planning
