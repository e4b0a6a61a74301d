// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/what_if.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/small_edits.h"

namespace jiedui::planning {
namespace {

TEST(WhatIfTest, EffectIsTheDifferenceOfOptima) {
  int32_t solved = 0;
  int32_t impossible = 0;
  ForSmallCases(700'000, 2500, [&](const Instance& instance, const Solution& solution, Dice& dice) {
    const std::vector<Edit> edits = {SmallEdit(instance, dice), SmallEdit(instance, dice)};
    const auto supposed = WhatIf(instance, solution.plan, edits);
    if (!supposed.ok()) return;
    const auto best = EveryPlan(*Edited(instance, edits)).Best();
    ASSERT_EQ(best.has_value(), supposed->solution.has_value());
    (best.has_value() ? solved : impossible) += 1;
    if (!best.has_value()) return;
    if (!supposed->is_exact) {  // by the edits, dates may overlap
      const int64_t effect = (*best)[0] - solution.plan.value[0];
      EXPECT_NE(supposed->solution->plan.method, Method::kFlow);
      EXPECT_LE(supposed->effect_least, effect);
      EXPECT_GE(supposed->effect_most, effect);
      return;
    }
    EXPECT_EQ(supposed->effect_least, supposed->effect[0]);
    EXPECT_EQ(supposed->effect_most, supposed->effect[0]);
    for (size_t l = 0; l < best->size(); ++l)
      ASSERT_EQ(supposed->effect[l], (*best)[l] - solution.plan.value[l]) << "level " << l;
  });
  EXPECT_GT(solved, 1000);
  EXPECT_GT(impossible, 20);
}

TEST(WhatIfTest, ASweepIsTheOptimumAtEveryLimit) {
  int32_t points = 0;
  int32_t impossible = 0;
  ForSmallCases(800'000, 1500, [&](const Instance& original, const Solution& solution, Dice& dice) {
    if (original.quotas.empty()) return;
    const int32_t q = dice.Between(0, Size(original.quotas.size()) - 1);
    const bool is_floor = dice.OneIn(2);
    const Quota quota = original.quotas[At(q)];
    const int32_t least = is_floor ? 0 : quota.floor;
    const int32_t most = is_floor ? quota.ceiling : quota.ceiling + 2;
    const auto kind = is_floor ? Edit::Kind::kFloor : Edit::Kind::kCeiling;
    const auto sweep = SweepQuota(original, solution, {q, kind, least, most});
    ASSERT_TRUE(sweep.ok()) << sweep.status();
    ASSERT_EQ(Size(sweep->size()), most - least + 1);
    for (const SweepPoint& point : *sweep) {
      Instance instance = original;
      (is_floor ? instance.quotas[At(q)].floor : instance.quotas[At(q)].ceiling) = point.limit;
      ASSERT_EQ(point.value, EveryPlan(instance).Best()) << "limit " << point.limit;
      ++points;
      impossible += point.value.has_value() ? 0 : 1;
    }
  });
  EXPECT_GT(points, 1000);
  EXPECT_GT(impossible, 50);
}

TEST(WhatIfTest, RefusesASweepOfNothing) {
  ForSmallCases(900'000, 20, [](const Instance& instance, const Solution& solution, Dice&) {
    const auto sweep = [&](int32_t quota, Edit::Kind kind, int32_t least, int32_t most) {
      return SweepQuota(instance, solution, {quota, kind, least, most}).status().code();
    };
    EXPECT_EQ(sweep(Size(instance.quotas.size()), Edit::Kind::kFloor, 0, 0), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(sweep(0, Edit::Kind::kSeats, 0, 0), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(sweep(0, Edit::Kind::kFloor, 1, 0), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(sweep(0, Edit::Kind::kFloor, -1, 0), absl::StatusCode::kInvalidArgument);
  });
}

}  // namespace
}  // namespace jiedui::planning
