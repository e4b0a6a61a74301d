// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/level_by_level.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "scheduler_service/planning/explain.h"
#include "scheduler_service/planning/try_remedies.h"
#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/solved.h"
#include "tests/scheduler_service/planning/spread_instances.h"

namespace jiedui::planning {
namespace {

using testing::Each;
using testing::Gt;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

// nullopt: the instance is refused, not of the exact case, or has no plan.
std::optional<Solution> ByLevels(const Instance& instance, int64_t moves_max) {
  if (!CheckInstance(instance).ok()) return std::nullopt;
  const FlowCase flow = BuildFlow(instance);
  if (instance.levels.size() < 2 || !flow.why_not.empty()) return std::nullopt;
  for (const FlowNode& node : flow.network.nodes)
    if (node.capacity < 0) return std::nullopt;
  const Budget budget;
  Meter meter(budget);
  absl::StatusOr<Answer> answer = SolveLevels(instance, flow.network, meter, moves_max);
  EXPECT_TRUE(answer.ok()) << answer.status();
  if (!answer.ok() || !std::holds_alternative<Solution>(*answer)) return std::nullopt;
  return std::get<Solution>(*std::move(answer));
}

// Whatever chains the weights count with, the judge agrees, what is called best is, and no bound is too low.
struct Outcome {
  int best = 0;
  int bounded = 0;
};
Outcome Try(const std::function<Instance(Dice&)>& any, int64_t moves_max) {
  Outcome outcome;
  Dice dice(31);
  for (int round = 0; round < 600; ++round) {
    const Instance instance = any(dice);
    const std::optional<Solution> solution = ByLevels(instance, moves_max);
    if (!solution.has_value()) continue;
    EXPECT_THAT(FindingsOf(instance, *solution), IsEmpty()) << "round " << round;
    const auto best = EveryPlan(instance).Best();
    if (!best.has_value()) {
      ADD_FAILURE() << "a plan where there is none, round " << round;
      continue;
    }
    const bool is_best = InOrder(instance, solution->plan.pairs) == *best;
    EXPECT_TRUE(is_best || !solution->plan.optimal()) << "round " << round;
    EXPECT_EQ(is_best, solution->plan.value == Solved(instance).plan.value) << "round " << round;
    EXPECT_TRUE(is_best || solution->plan.bound > solution->plan.value) << "round " << round;
    ++(solution->plan.optimal() ? outcome.best : outcome.bounded);
  }
  return outcome;
}

Instance AnySums(Dice& dice) { return SmallInstance(dice, 6); }

TEST(SolveLevels, IsTheBestPlanWhereChainsAreOutweighed) {
  for (const auto& any : {AnySums, SmallFairInstance, SmallSpreadInstance}) {
    const Outcome outcome = Try(any, kMovesMost);
    EXPECT_GT(outcome.best, 100);
    EXPECT_EQ(outcome.bounded, 0);
  }
}

TEST(SolveLevels, IsBoundedWhereAChainOutbidsAnEarlierLevel) {
  int bounded = 0;
  for (const auto& any : {AnySums, SmallFairInstance, SmallSpreadInstance}) {
    const Outcome outcome = Try(any, 0);
    EXPECT_GT(outcome.best, 100);
    bounded += outcome.bounded;
  }
  EXPECT_GT(bounded, 0);
}

// Eight goals of a thousand people each, which are 8 * 19 bits one after the other.
Instance ManyGoals(int32_t levels) {
  Dice dice(7);
  std::vector<std::vector<int64_t>> wishes(1000);
  for (std::vector<int64_t>& row : wishes)
    for (int32_t j = 0; j < 30; ++j) row.push_back(dice.OneIn(4) ? dice.Between(1, 500) : 0);
  Instance instance = Wishes(wishes, std::vector<int32_t>(30, 25));
  const Level sample = instance.levels[0];
  instance.levels.clear();
  for (int32_t l = 0; l < levels; ++l) {
    instance.levels.push_back(sample);
    for (int64_t& value : instance.levels.back().value) value = l < 3 ? dice.Between(0, 1) : dice.Between(0, 500);
  }
  return instance;
}

TEST(SolveLevels, MoreGoalsThanOneProofHoldsAreProvenByMore) {
  const Instance instance = ManyGoals(8);
  EXPECT_FALSE(LevelWeights(instance).ok());
  const Solution solution = Solved(instance);
  EXPECT_TRUE(solution.plan.optimal());
  EXPECT_THAT(solution.certificate.proofs, SizeIs(Gt(1)));
  EXPECT_THAT(solution.certificate.proofs.front().level_weight, Each(Gt(0)));
  // Goals that come later change nothing of those before.
  for (int32_t levels = 1; levels < 8; ++levels) {
    const Plan fewer = Solved(ManyGoals(levels)).plan;
    EXPECT_TRUE(std::equal(fewer.value.begin(), fewer.value.end(), solution.plan.value.begin())) << levels;
  }
}

TEST(SolveLevels, EachProofIsNeeded) {
  const Instance instance = ManyGoals(8);
  const Solution solution = Solved(instance);
  for (size_t k = 0; k < solution.certificate.proofs.size(); ++k) {
    Solution without = solution;
    without.certificate.proofs.erase(without.certificate.proofs.begin() + static_cast<std::ptrdiff_t>(k));
    EXPECT_THAT(FindingsOf(instance, without), Not(IsEmpty())) << k;
  }
}

Instance ManyGoalsWithFloors() {
  Instance instance = InGroups(ManyGoals(8), 1, std::vector<std::vector<int32_t>>(1000, {0}));
  for (int32_t j = 0; j < 30; ++j) instance.quotas.push_back({.item = j, .group = 0, .floor = 20, .ceiling = 25});
  return instance;
}

TEST(SolveLevels, FloorsHoldBesideManyGoals) { EXPECT_TRUE(Solved(ManyGoalsWithFloors()).plan.optimal()); }

// Every goal that there is, four wishes a person, a place for most. (20,000 candidacies, as many as one plan of the
// service takes, are proven best within seconds as well.)
Instance EveryGoal(int32_t people) {
  Dice dice(11);
  constexpr int32_t kCourses = 60;
  std::vector<std::vector<int64_t>> wishes(At(people), std::vector<int64_t>(kCourses));
  std::vector<std::vector<int32_t>> groups_of;
  for (std::vector<int64_t>& row : wishes) {
    for (int64_t rank = 4; rank > 0; --rank) row[At(dice.Between(0, dice.Between(0, kCourses - 1)))] = rank;
    groups_of.push_back({dice.Between(0, dice.Between(0, 30))});
  }
  Instance instance =
      InGroups(Wishes(wishes, std::vector<int32_t>(kCourses, people * 9 / 10 / kCourses)), 31, groups_of);
  Level sample = instance.levels[0];
  const auto level = [&](const std::function<int64_t(int64_t)>& value) {
    Level made = sample;
    for (size_t pair = 0; pair < made.value.size(); ++pair) made.value[pair] = value(static_cast<int64_t>(pair));
    return made;
  };
  const auto some = [&](int64_t) { return int64_t{dice.OneIn(5)}; };
  instance.levels = {level(some), level([](int64_t) { return 1; }), level(some), sample};
  instance.levels.push_back(level([&](int64_t pair) { return instance.pairs() - pair; }));
  std::vector<int32_t> townships(31);
  std::iota(townships.begin(), townships.end(), 0);
  instance = WithFairness(std::move(instance), townships, 3);
  Periods periods{.taken = std::vector<int32_t>(12)};
  for (int32_t j = 0; j < kCourses; ++j) periods.of_item.push_back(j % 12);
  return WithSpread(std::move(instance), std::move(periods), 4);
}

TEST(SolveLevels, EveryGoalAtOnceIsProvenAndExplained) {
  const Instance instance = EveryGoal(1500);
  EXPECT_FALSE(LevelWeights(instance).ok());
  const Solution solution = Solved(instance);
  EXPECT_TRUE(solution.plan.optimal());
  EXPECT_FALSE(PricesSayAll(instance, solution));
  std::vector<bool> has(At(instance.people));
  for (const int32_t pair : solution.plan.pairs) has[At(PersonOfPair(instance, pair))] = true;
  const auto left_out = std::find(has.begin(), has.end(), false);
  ASSERT_NE(left_out, has.end());
  const auto tried =
      TryRemedies(instance, solution, Size(static_cast<size_t>(left_out - has.begin())), {.plans_max = 8});
  EXPECT_THAT(tried.refusals, Not(IsEmpty()));
  EXPECT_GT(tried.plans, 0);
}

// Once there is a plan it is not lost, in whichever solve the budget ends.
TEST(SolveLevels, WhenTheBudgetEndsTheBoundsStillHold) {
  for (const Instance& instance : {ManyGoals(8), ManyGoalsWithFloors()}) {
    const std::vector<int64_t> best = Solved(instance).plan.value;
    int32_t bounded = 0;
    for (int64_t work = 1000; work < 200'000'000; work += work / 2) {
      const absl::StatusOr<Answer> answer = Solve(instance, {.work_max = work});
      EXPECT_TRUE(answer.ok() || (absl::IsResourceExhausted(answer.status()) && bounded == 0)) << work;
      if (!answer.ok()) continue;
      const Plan& plan = std::get<Solution>(*answer).plan;
      EXPECT_LE(plan.value, best) << work;
      for (size_t l = 0; l < best.size(); ++l) {
        EXPECT_GE(plan.bound[l], best[l]) << work;
        if (plan.value[l] != best[l]) break;  // the bound of a level is of plans that are equal before
      }
      bounded += plan.optimal() ? 0 : 1;
    }
    EXPECT_GT(bounded, 0);
  }
}

TEST(SolveLevels, ValuesThatFitNotEvenOneByOneAreRefused) {
  Instance instance = Wishes({{kValueMax}, {1}}, {1});
  instance.levels.resize(6, instance.levels[0]);
  EXPECT_EQ(Solve(instance).status().code(), absl::StatusCode::kOutOfRange);
}

}  // namespace
}  // namespace jiedui::planning
