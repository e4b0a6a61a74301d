// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/overview.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {
namespace {

std::vector<int64_t> Minus(std::vector<int64_t> a, const std::vector<int64_t>& b) {
  for (size_t l = 0; l < a.size(); ++l) a[l] -= b[l];
  return a;
}

TEST(OverviewTest, AFloorCostsWhatThePlanWithoutItHasMore) {
  int32_t costly = 0;
  ForSmallCases(1'000'000, 2000, [&](const Instance& original, const Solution& solution, Dice&) {
    const auto overview = Survey(original, solution, 0);
    ASSERT_TRUE(overview.ok()) << overview.status();
    for (const FloorPrice& price : overview->floors) {
      Instance instance = original;
      instance.quotas[At(price.quota)].floor = 0;
      ASSERT_EQ(price.cost, Minus(*EveryPlan(instance).Best(), solution.plan.value));
      costly += price.cost > std::vector<int64_t>(price.cost.size()) ? 1 : 0;
    }
  });
  EXPECT_GT(costly, 25);
}

TEST(OverviewTest, ASeatIsWorthWhatThePlanWithItHasMore) {
  ForSmallCases(1'100'000, 1000, [](const Instance& original, const Solution& solution, Dice&) {
    const auto overview = Survey(original, solution, 0);
    ASSERT_TRUE(overview.ok());
    std::vector<std::vector<int64_t>> gain(original.items.size(), std::vector<int64_t>(original.levels.size()));
    for (size_t k = 0; k < overview->worthwhile.size(); ++k) {
      gain[At(overview->worthwhile[k].item)] = overview->worthwhile[k].gain;
      EXPECT_GE(overview->worthwhile[k > 0 ? k - 1 : 0].gain, overview->worthwhile[k].gain);
    }
    for (size_t j = 0; j < original.items.size(); ++j) {
      Instance instance = original;
      ++instance.items[j].seats;
      ASSERT_EQ(gain[j], Minus(*EveryPlan(instance).Best(), solution.plan.value));
    }
  });
}

TEST(OverviewTest, CountsRanksAndGroups) {
  Instance instance{.people = 4};
  instance.items = {{.days = {1, 1}, .seats = 1}, {.days = {1, 1}, .seats = 1}};
  instance.pair_begin = {0, 2, 4, 5, 5};
  instance.pair_item = {0, 1, 0, 1, 1};
  instance.levels = {{.name = "placed", .value = {1, 1, 1, 1, 1}}, {.name = "wish", .value = {9, 1, 8, 7, 2}}};
  instance.groups = 2;
  instance.group_begin = {0, 1, 2, 3, 4};
  instance.group = {0, 0, 1, 1};
  const auto answer = Solve(instance);
  ASSERT_TRUE(answer.ok()) << answer.status();
  const auto overview = Survey(instance, std::get<Solution>(*answer), 1);
  ASSERT_TRUE(overview.ok()) << overview.status();
  EXPECT_EQ(overview->rank_profile, (std::vector<int64_t>{1, 1}));  // person 1 has the second wish
  ASSERT_EQ(overview->groups.size(), 2);
  EXPECT_EQ(overview->groups[0].placed, 2);
  EXPECT_EQ(overview->groups[0].people, 2);
  EXPECT_EQ(overview->groups[1].placed, 0);
  EXPECT_EQ(overview->groups[1].people, 1);  // person 3 has nothing to wish for
  EXPECT_EQ(Survey(instance, std::get<Solution>(*answer), 2).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace jiedui::planning
