// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "scheduler_service/planning/residual.h"
#include "scheduler_service/planning/verify.h"
#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/sample_instances.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {
namespace {

TEST(ResidualLoadTest, BeginsWithThePlanItWasGiven) {
  ForSmallCases(1, 2000, [](const Instance& instance, const Solution& solution, Dice&) {
    const auto residual = Residual::Make(instance, solution);
    ASSERT_TRUE(residual.ok()) << residual.status();
    EXPECT_EQ(residual->ToSolution(instance).plan.pairs, solution.plan.pairs);
    const Solution again = residual->ToSolution(instance);
    EXPECT_EQ(again.plan.value, EveryPlan(instance).Best());
    const Verdict verdict = Verify(instance, again.plan, again.certificate);
    ASSERT_TRUE(verdict.ok()) << verdict.findings.front();
    EXPECT_EQ(verdict.bound, verdict.value);
  });
}

TEST(ResidualLoadTest, RefusesAPlanThatIsNotOptimal) {
  int32_t refused = 0;
  ForSmallCases(1, 500, [&](const Instance& instance, const Solution& solution, Dice& dice) {
    if (solution.plan.pairs.empty()) return;
    Solution worse = solution;
    worse.plan.pairs.erase(worse.plan.pairs.begin() + dice.Between(0, Size(solution.plan.pairs.size()) - 1));
    if (!std::includes(worse.plan.pairs.begin(), worse.plan.pairs.end(), instance.pinned.begin(),
                       instance.pinned.end()))
      return;
    const auto residual = Residual::Make(instance, worse);
    refused += residual.ok() ? 0 : 1;
    EXPECT_TRUE(!residual.ok() || residual->ToSolution(instance).plan.value == solution.plan.value);
  });
  EXPECT_GT(refused, 100);
}

// Whatever the plan: here, that nobody but who is pinned has anything.
TEST(ResidualImprove, ComesToTheOptimumFromAnyPlan) {
  int32_t improved = 0;
  ForSmallCases(1, 3000, [&](const Instance& instance, const Solution& solution, Dice&) {
    const auto residual = Residual::Improve(instance, BuildFlow(instance).network, instance.pinned, 1'000'000);
    if (!residual.ok()) {
      ASSERT_EQ(residual.status().code(), absl::StatusCode::kFailedPrecondition) << residual.status();
      return;
    }
    if (solution.plan.pairs != instance.pinned) ++improved;
    const Solution found = residual->ToSolution(instance);
    ASSERT_EQ(found.plan.value, solution.plan.value);
    ASSERT_TRUE(Verify(instance, found.plan, found.certificate).ok());
  });
  EXPECT_GT(improved, 2000);
}

TEST(ResidualImprove, RefusesWhatIsNoPlanOrTakesTooLong) {
  const Instance instance = Wishes({{2}, {3}}, {1});
  const auto from = [&](const std::vector<int32_t>& pairs, int64_t looks) {
    return Residual::Improve(instance, BuildFlow(instance).network, pairs, looks).status().code();
  };
  EXPECT_EQ(from({0}, 1000), absl::StatusCode::kOk);
  EXPECT_EQ(from({0, 1}, 1000), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(from({0}, 1), absl::StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace jiedui::planning
