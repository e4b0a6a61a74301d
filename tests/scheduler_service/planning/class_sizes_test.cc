// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/class_sizes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/verify.h"
#include "tests/scheduler_service/planning/every_ruled_plan.h"
#include "tests/scheduler_service/planning/ruled_instances.h"
#include "tests/scheduler_service/planning/sample_instances.h"
#include "tests/scheduler_service/planning/solved.h"

namespace jiedui::planning {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Instance WithMinima(Instance instance, const std::vector<int32_t>& minima) {
  for (size_t j = 0; j < minima.size(); ++j) instance.items[j].seats_min = minima[j];
  return instance;
}

TEST(SolveClassSizes, ClosesACourseThatNobodyCanFill) {
  const Plan plan = Solved(WithMinima(Wishes({{9, 1}, {0, 1}}, {2, 2}), {2, 0})).plan;
  EXPECT_THAT(plan.value, ElementsAre(2));
  EXPECT_THAT(plan.bound, ElementsAre(10));
  EXPECT_THAT(plan.relaxed, Contains(HasSubstr("seats_min")));
}

TEST(SolveClassSizes, MovesPeopleSoThatACourseRuns) {
  // All would rather be in item 1, but item 0 is worth running for whom only it is open.
  const Plan plan = Solved(WithMinima(Wishes({{9, 0}, {4, 5}, {4, 5}}, {3, 3}), {2, 0})).plan;
  EXPECT_THAT(plan.value, ElementsAre(9 + 4 + 5));
}

TEST(SolveClassSizes, ClosesACourseThatIsNotWorthIt) {
  const Plan plan = Solved(WithMinima(Wishes({{2, 0}, {1, 5}, {1, 5}}, {3, 3}), {2, 0})).plan;
  EXPECT_THAT(plan.value, ElementsAre(10));
}

TEST(SolveClassSizes, OfTwoThatShareTheirPeopleOneRuns) {
  const Plan plan = Solved(WithMinima(Wishes({{3, 2}, {3, 2}, {2, 3}}, {3, 3}), {3, 3})).plan;
  EXPECT_THAT(plan.value, ElementsAre(8));
}

TEST(SolveClassSizes, APinnedCourseRuns) {
  Instance instance = WithMinima(Wishes({{1, 9}, {1, 9}}, {2, 2}), {2, 0});
  instance.pinned = {0};
  EXPECT_THAT(Solved(instance).plan.value, ElementsAre(2));
}

TEST(SolveClassSizes, FloorsHoldOnlyWhereACourseRuns) {
  Instance instance = WithMinima(InGroups(Wishes({{5, 1}, {5, 1}}, {2, 2}), 1, {{}, {}}), {1, 0});
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 2}};
  EXPECT_THAT(Solved(instance).plan.value, ElementsAre(2));
}

TEST(SolveClassSizes, SaysWhenNothingCanRun) {
  Instance instance = WithMinima(Wishes({{1}}, {2}), {2});
  instance.pinned = {0};
  EXPECT_EQ(Solve(instance).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(SolveClassSizes, PlainAnswersOfTheOracleComeThrough) {
  const Budget budget;
  Meter meter(budget);
  const Oracle fails = [](const Instance&, Meter&) { return absl::InternalError("broken"); };
  EXPECT_EQ(SolveClassSizes(WithMinima(Wishes({{1}}, {1}), {1}), fails, meter).status().message(), "broken");
}

// More courses to decide than the search has nodes: two on the same days and three people for both, 201 times.
TEST(SolveClassSizes, ThereIsAPlanHoweverManyCoursesAreUndecided) {
  constexpr int32_t kTimes = 201;
  Instance instance;
  instance.levels = {{.name = "placed", .value = {}}};
  instance.pair_begin = {0};
  for (int32_t k = 0; k < kTimes; ++k) {
    for (int32_t course = 0; course < 2; ++course)
      instance.items.push_back({.days = {1, 5}, .seats = 2, .seats_min = 2});
    for (int32_t person = 0; person < 3; ++person) {
      instance.pair_item.insert(instance.pair_item.end(), {2 * k, 2 * k + 1});
      instance.pair_begin.push_back(instance.pairs());
    }
  }
  instance.people = 3 * kTimes;
  instance.levels[0].value.assign(instance.pair_item.size(), 1);
  // One of each two runs.
  const Plan plan = Solved(instance).plan;
  ASSERT_FALSE(plan.value.empty());
  EXPECT_GE(plan.value[0], 2 * kTimes * 9 / 10);
}

// Where the flow is the oracle and the tree is small, the best plan is found.
TEST(SolveClassSizesProperty, IsTheBestOfSmallExactInstances) {
  int32_t solved = 0;
  for (uint64_t seed = 0; solved < 1500; ++seed) {
    Dice dice(seed);
    Instance instance = SmallInstance(dice);
    instance.prerequisites.clear();
    instance.days_per_person.assign(static_cast<size_t>(instance.people), kNoLimit);
    bool has_minima = false;
    for (Item& item : instance.items) {
      item.seats_min = dice.Between(0, item.seats);
      has_minima = has_minima || item.seats_min > 0;
    }
    if (!has_minima || !CheckInstance(instance).ok()) continue;
    const std::optional<std::vector<int64_t>> every = EveryRuledPlan(instance).Best();
    const absl::StatusOr<Answer> answer = Solve(instance);
    const bool has_plan = answer.ok() && std::holds_alternative<Solution>(*answer);
    ASSERT_NE(answer.status().code(), absl::StatusCode::kInternal) << "seed " << seed << answer.status();
    if (every.has_value() && !has_plan) {
      Instance open = instance;
      for (Item& item : open.items) item.seats_min = 0;
      ASSERT_FALSE(WhyNotExact(open).empty()) << "seed " << seed << answer.status();
      continue;
    }
    ASSERT_EQ(every.has_value(), has_plan) << "seed " << seed << answer.status();
    if (!has_plan) continue;
    ++solved;
    const Plan& plan = std::get<Solution>(*answer).plan;
    if (plan.method == Method::kFlow) {
      ASSERT_EQ(plan.value, *every) << "seed " << seed;
    }
    ASSERT_LE(plan.value, *every) << "seed " << seed;
    ASSERT_GE(plan.bound[0], (*every)[0]) << "seed " << seed;
  }
}

TEST(SolveClassSizesProperty, KeepsEveryRuleBesideMinima) {
  int32_t solved = 0;
  int32_t best = 0;
  for (uint64_t seed = 0; solved < 1500; ++seed) {
    Dice dice(seed);
    const Instance instance = RuledInstance(dice, true);
    if (!CheckInstance(instance).ok()) continue;
    const std::optional<std::vector<int64_t>> every = EveryRuledPlan(instance).Best();
    const absl::StatusOr<Answer> answer = Solve(instance);
    ASSERT_NE(answer.status().code(), absl::StatusCode::kInternal) << "seed " << seed << answer.status();
    const bool has_plan = answer.ok() && std::holds_alternative<Solution>(*answer);
    ASSERT_TRUE(every.has_value() || !has_plan) << "seed " << seed;
    if (!every.has_value()) continue;
    ++solved;
    if (!has_plan) continue;
    const Plan& plan = std::get<Solution>(*answer).plan;
    ASSERT_LE(plan.value, *every) << "seed " << seed;
    ASSERT_GE(plan.bound[0], (*every)[0]) << "seed " << seed;
    if (plan.value == *every) ++best;
  }
  EXPECT_GE(best, solved * 95 / 100);
}

}  // namespace
}  // namespace jiedui::planning
