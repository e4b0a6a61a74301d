// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/trial_plans.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/solved.h"

namespace jiedui::planning {
namespace {

// One course of `seats` that two want, both pinned.
Instance BothPinned(int32_t seats) {
  Instance instance{.people = 2};
  instance.items = {{.days = {1, 1}, .seats = seats}};
  instance.pair_begin = {0, 1, 2};
  instance.pair_item = {0, 0};
  instance.levels = {{.name = "placed", .value = {1, 1}}};
  instance.pinned = {0, 1};
  return instance;
}

TEST(TrialPlans, AreMadeUntilTheLimitIsReached) {
  TrialPlans plans({.plans_max = 2});
  const auto plan = plans.Make(BothPinned(2));
  ASSERT_TRUE(plan.has_value());
  EXPECT_EQ(plan->value, std::vector<int64_t>{2});
  EXPECT_FALSE(plans.Make(BothPinned(1)).has_value());
  EXPECT_TRUE(plans.none_is_certain());
  EXPECT_FALSE(plans.is_over());
  EXPECT_FALSE(plans.Make(BothPinned(2)).has_value());
  EXPECT_FALSE(plans.none_is_certain());
  EXPECT_TRUE(plans.is_over());
  EXPECT_EQ(plans.made(), 2);
}

TEST(TrialPlans, WhoeverAsksMayStopThem) {
  int asked = 0;
  TrialPlans plans({.stop = [&asked] { return ++asked > 0; }});
  Instance instance = BothPinned(1);
  instance.pinned.clear();
  plans.Make(instance);
  EXPECT_TRUE(plans.is_over());
  EXPECT_GT(asked, 0);
}

TEST(NoWorse, KeepsThePlanAtHandWithTheBoundsOfTheOther) {
  const Plan at_hand{.pairs = {1}, .value = {3, 0}, .bound = {4, 9}};
  const Plan worse = NoWorse({.pairs = {0}, .value = {2, 9}, .bound = {5, 9}}, at_hand);
  EXPECT_EQ(worse.pairs, at_hand.pairs);
  EXPECT_EQ(worse.value, at_hand.value);
  EXPECT_EQ(worse.bound, (std::vector<int64_t>{5, 9}));
  EXPECT_EQ(NoWorse({.pairs = {0}, .value = {3, 1}, .bound = {5, 9}}, at_hand).pairs, std::vector<int32_t>{0});
}

}  // namespace
}  // namespace jiedui::planning
