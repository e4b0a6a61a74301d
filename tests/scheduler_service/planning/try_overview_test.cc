// SPDX-License-Identifier: Apache-2.0
// What is said is checked by doing it: without the floor, or with the seat, every plan is looked at, and the best has
// exactly so much more, or is within the limits that are told.
#include "scheduler_service/planning/try_overview.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/every_ruled_plan.h"
#include "tests/scheduler_service/planning/fair_instances.h"
#include "tests/scheduler_service/planning/ruled_instances.h"
#include "tests/scheduler_service/planning/small_instances.h"
#include "tests/scheduler_service/planning/solved.h"
#include "tests/scheduler_service/planning/spread_instances.h"

namespace jiedui::planning {
namespace {

std::vector<int64_t> Minus(std::vector<int64_t> a, const std::vector<int64_t>& b) {
  for (size_t l = 0; l < a.size(); ++l) a[l] -= b[l];
  return a;
}

Instance WithoutFloor(Instance instance, int32_t quota) {
  instance.quotas[At(quota)].floor = 0;
  return instance;
}

Instance WithOneMore(Instance instance, const SeatWorth& worth) {
  ++(worth.quota == kNone ? instance.items[At(worth.item)].seats : instance.quotas[At(worth.quota)].ceiling);
  return instance;
}

// Where the prices say all, trying says the same.
TEST(TrySurveyProperty, SaysWhatThePricesSay) {
  int32_t worthwhile = 0;
  int32_t costly = 0;
  ForSmallCases(1'200'000, 500, [&](const Instance& instance, const Solution& solution, Dice&) {
    const Overview tried = TrySurvey(instance, solution);
    const auto priced = Survey(instance, solution);
    ASSERT_TRUE(priced.ok()) << priced.status();
    ASSERT_TRUE(tried.is_complete);
    ASSERT_EQ(tried.floors.size(), priced->floors.size());
    for (size_t k = 0; k < tried.floors.size(); ++k) {
      EXPECT_EQ(tried.floors[k].quota, priced->floors[k].quota);
      EXPECT_TRUE(tried.floors[k].without.is_exact);
      EXPECT_EQ(tried.floors[k].without.gain, priced->floors[k].without.gain);
      costly += tried.floors[k].without.gain > std::vector<int64_t>(instance.levels.size()) ? 1 : 0;
    }
    ASSERT_EQ(tried.worthwhile.size(), priced->worthwhile.size());
    for (size_t k = 0; k < tried.worthwhile.size(); ++k) {
      EXPECT_EQ(tried.worthwhile[k].with.gain, priced->worthwhile[k].with.gain);
      ++worthwhile;
    }
  });
  EXPECT_GT(worthwhile, 100);
  EXPECT_GT(costly, 5);
}

void ExpectSo(const Instance& before, const Instance& after, const Solution& solution, const Loosened& loosened) {
  const auto old_best = EveryRuledPlan(before).Best();
  const auto new_best = EveryRuledPlan(after).Best();
  ASSERT_TRUE(old_best.has_value() && new_best.has_value());
  if (loosened.is_exact) {
    EXPECT_EQ(loosened.gain, Minus(*new_best, *old_best));
    return;
  }
  EXPECT_GE((*new_best)[0] - (*old_best)[0], loosened.gain_least);
  EXPECT_LE((*new_best)[0] - (*old_best)[0], loosened.gain_most);
  // It is a difference of plans that there are.
  std::vector<int64_t> found = solution.plan.value;
  for (size_t l = 0; l < found.size(); ++l) found[l] += loosened.gain[l];
  EXPECT_LE(found, *new_best);
}

// Of what is exact, nothing that is worth something is missing.
void ExpectWhole(const Instance& instance, const Solution& solution, const Overview& overview) {
  std::vector<SeatWorth> all;
  for (int32_t j = 0; j < Size(instance.items.size()); ++j) all.push_back({.item = j});
  for (int32_t q = 0; q < Size(instance.quotas.size()); ++q) all.push_back({.quota = q});
  for (const SeatWorth& one : all) {
    const auto told = std::find_if(overview.worthwhile.begin(), overview.worthwhile.end(), [&](const SeatWorth& other) {
      return other.item == one.item && other.quota == one.quota;
    });
    const Instance after = WithOneMore(instance, one);
    if (told != overview.worthwhile.end()) {
      ExpectSo(instance, after, solution, told->with);
    } else if (solution.plan.optimal() && Solved(after).plan.optimal()) {
      EXPECT_EQ(*EveryRuledPlan(after).Best(), solution.plan.value) << one.item << " " << one.quota;
    }
  }
}

// Any rules, minimum class sizes, every other one with spread: exact where it says so, else within what it says.
TEST(TrySurveyProperty, WhatItSaysIsSoOrWithinItsLimits) {
  int32_t cases = 0;
  std::vector<int32_t> floors(2);
  std::vector<int32_t> seats(2);
  for (uint64_t seed = 90'000; cases < 600; ++seed) {
    Dice dice(seed);
    Instance instance = RuledInstance(dice, seed % 3 != 0);
    if (seed % 2 == 0) {
      auto periods = AnyPeriods(dice, instance.items.size());  // before the instance is moved
      instance = WithSpread(std::move(instance), std::move(periods), 1);
    }
    if (!CheckInstance(instance).ok()) continue;
    const absl::StatusOr<Answer> answer = Solve(instance);
    if (!answer.ok() || !std::holds_alternative<Solution>(*answer)) continue;
    ++cases;
    const auto& solution = std::get<Solution>(*answer);
    const Overview overview = TrySurvey(instance, solution);
    for (const FloorPrice& price : overview.floors) {
      ++floors[price.without.is_exact ? 1 : 0];
      ExpectSo(instance, WithoutFloor(instance, price.quota), solution, price.without);
    }
    for (const SeatWorth& worth : overview.worthwhile) ++seats[worth.with.is_exact ? 1 : 0];
    ExpectWhole(instance, solution, overview);
    ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed;
  }
  EXPECT_GT(floors[0], 10);
  EXPECT_GT(floors[1], 30);
  EXPECT_GT(seats[0], 10);
  EXPECT_GT(seats[1], 100);
}

// Two people want one course; each of two quotas has room for one, and they count both.
Instance CountedTwice() {
  Instance instance = InGroups(Wishes({{2}, {1}}, {5}), 2, {{0, 1}, {0, 1}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 0, .ceiling = 1},
                     {.item = 0, .group = 1, .floor = 0, .ceiling = 1}};
  return instance;
}

TEST(TrySurvey, LimitsThatRiseTogetherAreOneSeat) {
  const Instance instance = CountedTwice();
  EXPECT_TRUE(TrySurvey(instance, Solved(instance)).worthwhile.empty());
  const std::vector<SeatRaise> raises = {{.item = 0, .quotas = {1}}, {.item = 0, .quotas = {0, 1}}};
  const Overview together = TrySurvey(instance, Solved(instance), {}, raises);
  ASSERT_EQ(together.worthwhile.size(), 1);
  EXPECT_EQ(together.worthwhile[0].raise, 1);
  EXPECT_EQ(together.worthwhile[0].item, kNone);
  EXPECT_EQ(together.worthwhile[0].with.gain[0], 1);
}

TEST(TrySurvey, WhenTheLimitsEndItIsSaid) {
  const Instance instance = OneCourse({9, 2}, 2, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
  const Solution solution = Solved(instance);
  const Overview none = TrySurvey(instance, solution, {.plans_max = 0});
  EXPECT_FALSE(none.is_complete);
  EXPECT_EQ(none.plans, 0);
  EXPECT_TRUE(none.worthwhile.empty());
  const Overview all = TrySurvey(instance, solution);
  EXPECT_TRUE(all.is_complete);
  EXPECT_EQ(all.plans, 1);  // the one course that is full
  ASSERT_EQ(all.worthwhile.size(), 1);
  EXPECT_EQ(all.worthwhile[0].with.gain[0], 1);
  EXPECT_FALSE(TrySurvey(instance, solution, {.stop = [] { return true; }}).is_complete);
}

}  // namespace
}  // namespace jiedui::planning
