// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "scheduler_service/planning/residual.h"
#include "scheduler_service/planning/verify.h"
#include "tests/scheduler_service/planning/every_plan.h"
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

}  // namespace
}  // namespace jiedui::planning
