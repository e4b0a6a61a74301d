// SPDX-License-Identifier: Apache-2.0
// Prices are checked by doing what they say: every plan without the floor, or with the seat, is looked at.
#include "scheduler_service/planning/overview.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/small_instances.h"
#include "tests/scheduler_service/planning/solved.h"

namespace jiedui::planning {
namespace {

std::vector<int64_t> Minus(std::vector<int64_t> a, const std::vector<int64_t>& b) {
  for (size_t l = 0; l < a.size(); ++l) a[l] -= b[l];
  return a;
}

TEST(OverviewTest, AFloorCostsWhatThePlanWithoutItHasMore) {
  int32_t costly = 0;
  ForSmallCases(1'000'000, 2000, [&](const Instance& original, const Solution& solution, Dice&) {
    const auto overview = Survey(original, solution);
    ASSERT_TRUE(overview.ok()) << overview.status();
    EXPECT_TRUE(overview->is_complete);
    size_t floors = 0;
    for (int32_t q = 0; q < Size(original.quotas.size()); ++q) {
      if (original.quotas[At(q)].floor == 0) continue;
      ASSERT_LT(floors, overview->floors.size());
      const FloorPrice& price = overview->floors[floors++];
      ASSERT_EQ(price.quota, q);
      ASSERT_TRUE(price.without.is_exact);
      Instance instance = original;
      instance.quotas[At(q)].floor = 0;
      ASSERT_EQ(price.without.gain, Minus(*EveryPlan(instance).Best(), solution.plan.value));
      costly += price.without.gain > std::vector<int64_t>(price.without.gain.size()) ? 1 : 0;
    }
    ASSERT_EQ(floors, overview->floors.size());
  });
  EXPECT_GT(costly, 25);
}

TEST(OverviewTest, ASeatAndACeilingAreWorthWhatThePlanWithOneMoreHasMore) {
  int32_t of_items = 0;
  int32_t of_quotas = 0;
  ForSmallCases(1'100'000, 1000, [&](const Instance& original, const Solution& solution, Dice&) {
    const auto overview = Survey(original, solution);
    ASSERT_TRUE(overview.ok()) << overview.status();
    const std::vector<int64_t> nothing(original.levels.size());
    std::vector<std::vector<int64_t>> item_gain(original.items.size(), nothing);
    std::vector<std::vector<int64_t>> quota_gain(original.quotas.size(), nothing);
    for (size_t k = 0; k < overview->worthwhile.size(); ++k) {
      const SeatWorth& worth = overview->worthwhile[k];
      EXPECT_GE(overview->worthwhile[k > 0 ? k - 1 : 0].with.gain, worth.with.gain);
      (worth.quota == kNone ? item_gain[At(worth.item)] : quota_gain[At(worth.quota)]) = worth.with.gain;
      ++(worth.quota == kNone ? of_items : of_quotas);
    }
    for (size_t j = 0; j < original.items.size(); ++j) {
      Instance instance = original;
      ++instance.items[j].seats;
      ASSERT_EQ(item_gain[j], Minus(*EveryPlan(instance).Best(), solution.plan.value));
    }
    for (size_t q = 0; q < original.quotas.size(); ++q) {
      Instance instance = original;
      ++instance.quotas[q].ceiling;
      ASSERT_EQ(quota_gain[q], Minus(*EveryPlan(instance).Best(), solution.plan.value));
    }
  });
  EXPECT_GT(of_items, 100);
  EXPECT_GT(of_quotas, 100);
}

// One course of one seat that two want, with a floor for the group of the second.
Instance WithFloor() {
  Instance instance{.people = 2};
  instance.items = {{.days = {1, 1}, .seats = 1}};
  instance.pair_begin = {0, 1, 2};
  instance.pair_item = {0, 0};
  instance.levels = {{.name = "preference", .value = {5, 2}}};
  instance.groups = 1;
  instance.group_begin = {0, 0, 1};
  instance.group = {0};
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 1}};
  return instance;
}

TEST(OverviewTest, AFloorOfTwoCostsWhatBothPlacesCost) {
  Instance instance{.people = 4};
  instance.items = {{.days = {1, 1}, .seats = 2}};
  instance.pair_begin = {0, 1, 2, 3, 4};
  instance.pair_item = {0, 0, 0, 0};
  instance.levels = {{.name = "preference", .value = {9, 7, 2, 1}}};
  instance.groups = 1;
  instance.group_begin = {0, 0, 0, 1, 2};
  instance.group = {0, 0};
  instance.quotas = {{.item = 0, .group = 0, .floor = 2, .ceiling = 2}};
  EXPECT_EQ(Survey(instance, Solved(instance))->floors.at(0).without.gain, std::vector<int64_t>{13});
}

TEST(OverviewTest, AFloorThatPinsKeepIsFree) {
  Instance instance = WithFloor();
  EXPECT_EQ(Survey(instance, Solved(instance))->floors.at(0).without.gain, std::vector<int64_t>{3});
  instance.pinned = {1};
  EXPECT_EQ(Survey(instance, Solved(instance))->floors.at(0).without.gain, std::vector<int64_t>{0});
}

TEST(OverviewTest, WhenItIsStoppedItIsSaid) {
  const Instance instance = WithFloor();
  const auto overview = Survey(instance, Solved(instance), [] { return true; });
  ASSERT_TRUE(overview.ok()) << overview.status();
  EXPECT_FALSE(overview->is_complete);
  EXPECT_TRUE(overview->floors.empty());
  EXPECT_TRUE(overview->worthwhile.empty());
}

}  // namespace
}  // namespace jiedui::planning
