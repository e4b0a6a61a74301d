// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/even_flow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/spread.h"
#include "scheduler_service/planning/verify.h"
#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/solved.h"
#include "tests/scheduler_service/planning/spread_instances.h"
#include "tests/support/rounds.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Plan Planned(const Instance& instance) {
  Plan plan = Solved(instance).plan;
  EXPECT_TRUE(plan.optimal());
  EXPECT_EQ(plan.method, Method::kFlow);
  EXPECT_THAT(plan.relaxed, IsEmpty());
  return plan;
}

std::vector<int32_t> Served(const Instance& instance) {
  return Fairness(instance).Count(instance, Planned(instance).pairs);
}

TEST(SolveEvenFlow, SeatsFollowTheSizeOfTheGroups) {
  EXPECT_THAT(Served(OneCourse({2, 4}, 3)), ElementsAre(1, 2));
  EXPECT_THAT(Served(OneCourse({10, 20, 30}, 12)), ElementsAre(2, 4, 6));
  EXPECT_THAT(Served(OneCourse({5, 5}, 20)), ElementsAre(5, 5));
  EXPECT_THAT(Served(OneCourse({5, 5}, 0)), ElementsAre(0, 0));
}

// A minimax would be content with one seat for everybody's least; who is served next counts too.
TEST(SolveEvenFlow, BeyondTheLeastServedTheNextOneCounts) {
  // Group 0 can have one of its two people in, whatever is done; groups 1 and 2 share the other item.
  Instance instance = InGroups(Wishes({{1, 0}, {1, 0}, {0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}}, {1, 4}), 3,
                               {{0}, {0}, {1}, {1}, {1}, {2}, {2}, {2}});
  EXPECT_THAT(Served(WithFairness(instance, {0, 1, 2}, 1)), ElementsAre(1, 2, 2));
}

TEST(SolveEvenFlow, EarlierLevelsComeFirstAndLaterOnesDecideTheRest) {
  // The wishes of group 1 come first: fairness is left with nothing to decide.
  Instance instance = InGroups(Wishes({{1}, {1}, {5}, {5}}, {2}), 2, {{0}, {0}, {1}, {1}});
  EXPECT_THAT(Served(WithFairness(instance, {0, 1}, 1)), ElementsAre(0, 2));
  EXPECT_THAT(Served(WithFairness(instance, {0, 1}, 0)), ElementsAre(1, 1));
  // Within a group, who is wished for.
  EXPECT_THAT(Planned(OneCourse({2, 2}, 2, {1, 2, 4, 3})).pairs, ElementsAre(1, 2));
  // Between groups of one size, which of them has the odd seat.
  EXPECT_THAT(Planned(OneCourse({2, 2}, 3, {1, 1, 2, 5})).pairs, ElementsAre(0, 2, 3));
}

TEST(SolveEvenFlow, PinsCountAndQuotasHold) {
  Instance instance = OneCourse({4, 4}, 4);
  instance.pinned = {0, 1, 2};
  EXPECT_THAT(Served(instance), ElementsAre(3, 1));
  instance.pinned = {0, 1, 2, 3};
  EXPECT_THAT(Served(instance), ElementsAre(4, 0));
  instance = OneCourse({4, 4}, 4);
  instance.quotas = {{.item = 0, .group = 0, .floor = 3, .ceiling = 4}};
  EXPECT_THAT(Served(instance), ElementsAre(3, 1));
  instance.quotas = {{.item = 0, .group = 1, .floor = 0, .ceiling = 1}};
  EXPECT_THAT(Served(instance), ElementsAre(3, 1));
}

TEST(SolveEvenFlow, WhoeverIsInNoGroupIsPlannedAsEver) {
  Instance instance = InGroups(Wishes({{3}, {1}, {1}}, {2}), 2, {{}, {0}, {1}});
  EXPECT_EQ(Planned(WithFairness(instance, {0, 1}, 1)).pairs.front(), 0);
}

TEST(SolveEvenFlow, FloorsThatCannotHoldAreProven) {
  Instance instance = OneCourse({1, 1}, 2);
  instance.items.push_back(instance.items[0]);
  instance.quotas = {{.item = 1, .group = 0, .floor = 1, .ceiling = 1}};
  const absl::StatusOr<Answer> answer = Solve(instance);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_TRUE(std::holds_alternative<Infeasible>(*answer));
}

TEST(SolveEvenFlow, WhenTheBudgetEndsTheBoundStillHolds) {
  std::vector<int32_t> people(20, 50);
  const Instance instance = OneCourse(people, 300);
  const std::vector<int64_t> best = Planned(instance).value;
  int32_t at_the_first = 0;
  int32_t at_the_second = 0;
  for (int64_t work = 100; work < 100'000; work += work / 4) {
    const absl::StatusOr<Answer> answer = Solve(instance, {.work_max = work});
    if (!answer.ok()) continue;
    const Plan& plan = std::get<Solution>(*answer).plan;
    EXPECT_LE(plan.value, best) << work;
    EXPECT_GE(plan.bound[0], best[0]) << work;
    ++at_the_first;
    if (plan.value[0] != best[0]) continue;  // the bound of a level is of plans that are equal before
    EXPECT_GE(plan.bound[1], best[1]) << work;
    ++at_the_second;
  }
  EXPECT_GT(at_the_first, at_the_second);
  EXPECT_GT(at_the_second, 0);
}

std::vector<int32_t> ByPeriod(const Instance& instance) {
  return Spread(instance).Count(instance, Planned(instance).pairs);
}

TEST(SolveEvenFlow, PlacesAreSpreadOverThePeriods) {
  EXPECT_THAT(ByPeriod(CoursesByMonth(9, {9, 9, 9}, {0, 0, 0})), ElementsAre(3, 3, 3));
  EXPECT_THAT(ByPeriod(CoursesByMonth(9, {9, 1, 9}, {0, 0, 0})), ElementsAre(4, 1, 4));
  EXPECT_THAT(ByPeriod(CoursesByMonth(4, {9, 9}, {4, 0})), ElementsAre(0, 4));
  EXPECT_THAT(ByPeriod(CoursesByMonth(6, {9, 9}, {4, 0})), ElementsAre(1, 5));
  EXPECT_THAT(ByPeriod(CoursesByMonth(3, {0, 0}, {0, 0})), ElementsAre(0, 0));
  EXPECT_THAT(ByPeriod(CoursesByMonth(301, {300, 300, 7}, {0, 100, 0})), ElementsAre(197, 97, 7));
}

// One of the people can come in the first month only.
TEST(SolveEvenFlow, SpreadMovesWhoeverCanBeMoved) {
  Instance instance = CoursesByMonth(4, {4, 4}, {0, 0});
  instance.forbidden = {1, 3, 5};
  EXPECT_THAT(ByPeriod(instance), ElementsAre(3, 1));
  instance.forbidden = {1, 3};
  instance.pinned = {4};
  EXPECT_THAT(ByPeriod(instance), ElementsAre(3, 1));
  instance.pinned = {0, 2, 4, 6};
  EXPECT_THAT(ByPeriod(instance), ElementsAre(4, 0));
}

// First of all it fills every month alike; it does not leave a place empty for that.
TEST(SolveEvenFlow, SpreadAsTheFirstLevelStillPlacesPeople) {
  Instance instance = CoursesByMonth(3, {3, 3}, {0, 3});
  std::swap(instance.levels[0], instance.levels[1]);
  EXPECT_THAT(ByPeriod(instance), ElementsAre(3, 0));
  EXPECT_THAT(ByPeriod(CoursesByMonth(5, {5}, {7})), ElementsAre(5));
}

// What is best by looking at every plan, of 10,000 instances. `decided`: without the level of evenness, another plan
// that is equal before it, and less even, was found.
void ExpectTheBestOfSmallInstances(Instance (*make)(Dice&), bool (*is_even)(const Level&), int32_t& decided) {
  int32_t solved = 0;
  const int64_t instances = Rounds(10000);
  for (uint64_t seed = 1; solved < instances; ++seed) {
    Dice dice(seed);
    const Instance instance = make(dice);
    if (!CheckInstance(instance).ok() || !WhyNotExact(instance).empty()) continue;
    const std::optional<std::vector<int64_t>> every = EveryPlan(instance).Best();
    const absl::StatusOr<Answer> answer = Solve(instance);
    ASSERT_TRUE(answer.ok()) << "seed " << seed << answer.status();
    const auto* solution = std::get_if<Solution>(&*answer);
    ASSERT_EQ(every.has_value(), solution != nullptr) << "seed " << seed;
    if (solution == nullptr) continue;
    ++solved;
    ASSERT_TRUE(solution->plan.optimal()) << "seed " << seed;
    ASSERT_EQ(InOrder(instance, solution->plan.pairs), *every) << "seed " << seed;
    Instance uneven = instance;
    std::erase_if(uneven.levels, is_even);
    if (uneven.levels.empty()) continue;
    const absl::StatusOr<Answer> other = Solve(uneven);
    ASSERT_TRUE(other.ok());
    if (InOrder(instance, std::get<Solution>(*other).plan.pairs) < *every) ++decided;
  }
}

// With levels before and after, pins, quotas, two periods.
TEST(SolveEvenFlowProperty, IsTheLeximinOfSmallInstances) {
  int32_t decided = 0;
  ExpectTheBestOfSmallInstances(
      SmallFairInstance, [](const Level& level) { return !level.fair_groups.empty(); }, decided);
  EXPECT_GT(decided, Rounds(700));
}

// With levels before and after, fairness beside, pins, quotas.
TEST(SolveEvenFlowProperty, IsTheMostEvenSpreadOfSmallInstances) {
  int32_t decided = 0;
  ExpectTheBestOfSmallInstances(
      SmallSpreadInstance, [](const Level& level) { return !level.periods.empty(); }, decided);
  EXPECT_GT(decided, Rounds(300));
}

// Periods far larger than the fine steps, people who cannot come in some: no move to an emptier month is left.
TEST(SolveEvenFlowProperty, SpreadIsProvenWhateverTheSizes) {
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    Dice dice(seed);
    const int32_t months = dice.Between(2, 6);
    std::vector<int32_t> seats;
    std::vector<int32_t> taken;
    for (int32_t m = 0; m < months; ++m) {
      seats.push_back(dice.Between(1, 200));
      taken.push_back(dice.OneIn(2) ? 0 : dice.Between(1, 100));
    }
    Instance instance = CoursesByMonth(dice.Between(20, 400), seats, taken);
    for (int32_t pair = 0; pair < instance.pairs(); ++pair)
      if (dice.OneIn(3)) instance.forbidden.push_back(pair);
    const Plan plan = Planned(instance);
    const std::vector<int32_t> count = Spread(instance).Count(instance, plan.pairs);
    for (const int32_t pair : plan.pairs) {
      const int32_t from = instance.pair_item[At(pair)];
      const int32_t first = pair - from;  // of the person
      for (int32_t to = 0; to < months; ++to) {
        if (count[At(to)] == seats[At(to)] ||
            std::count(instance.forbidden.begin(), instance.forbidden.end(), first + to))
          continue;
        ASSERT_LE(taken[At(from)] + count[At(from)], taken[At(to)] + count[At(to)] + 1) << "seed " << seed;
      }
    }
  }
}

// Groups far larger than the fine places: proven all the same.
TEST(SolveEvenFlowProperty, IsProvenWhateverTheSizes) {
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    Dice dice(seed);
    std::vector<int32_t> people;
    for (int32_t group = dice.Between(2, 12); group > 0; --group)
      people.push_back(dice.OneIn(3) ? dice.Between(100, 400) : dice.Between(1, 40));
    const int32_t all = std::accumulate(people.begin(), people.end(), 0);
    std::vector<int64_t> wishes;
    for (int32_t k = 0; k < all; ++k) wishes.push_back(dice.Between(1, 9));
    const Instance instance = OneCourse(people, dice.Between(0, all), wishes);
    const std::vector<int32_t> served = Served(instance);
    // No seat more for a group and one less for another makes it more even.
    for (size_t a = 0; a < people.size(); ++a)
      for (size_t b = 0; b < people.size(); ++b) {
        if (served[a] == people[a] || served[b] == 0) continue;
        const int64_t before = int64_t{served[a]} * people[b];
        const int64_t after = int64_t{served[b] - 1} * people[a];
        ASSERT_LE(after, before) << "seed " << seed;
      }
  }
}

}  // namespace
}  // namespace jiedui::planning
