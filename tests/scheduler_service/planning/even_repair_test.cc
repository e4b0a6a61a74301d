// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/even_repair.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/level_values.h"
#include "scheduler_service/planning/level_weights.h"
#include "scheduler_service/planning/overlap.h"
#include "scheduler_service/planning/overlap_proof.h"
#include "scheduler_service/planning/pins.h"
#include "scheduler_service/planning/verify.h"
#include "tests/scheduler_service/planning/every_ruled_plan.h"
#include "tests/scheduler_service/planning/ruled_instances.h"
#include "tests/scheduler_service/planning/spread_instances.h"

namespace jiedui::planning {
namespace {

using testing::IsEmpty;

std::vector<int32_t> Improved(const Instance& instance, const std::vector<int32_t>& pairs) {
  const std::vector<absl::int128> weights = *LevelWeights(instance);
  const Budget budget;
  Meter meter(budget);
  return EvenRepair(instance, weights, *FloorWorth(instance, weights), meter).Improve(pairs);
}

TEST(EvenRepair, FillsFromNothing) {
  const Instance instance = CoursesByMonth(6, {6, 6, 6}, {0, 0, 0});
  EXPECT_EQ(ValuesOf(instance, Improved(instance, {})), (std::vector<int64_t>{6, 6 * 3 - 3 + 18}));
}

// Of any plan, over rules of every kind: it stays one, gets no worse, and in most cases as good as can be.
TEST(EvenRepairProperty, PlansKeepTheRulesAndGetNoWorse) {
  int32_t repaired = 0;
  int32_t best = 0;
  for (uint64_t seed = 1; repaired < 1000; ++seed) {
    Dice dice(seed);
    Instance instance = RuledInstance(dice, false);
    const int32_t place = dice.Between(0, Size(instance.levels.size()));
    auto periods = AnyPeriods(dice, instance.items.size());  // before the instance is moved
    instance = WithSpread(std::move(instance), std::move(periods), At(place));
    const absl::StatusOr<std::vector<int32_t>> pins = CompletePins(instance);
    if (!CheckInstance(instance).ok() || !pins.ok()) continue;
    instance.pinned = *pins;
    Instance uneven = instance;
    uneven.levels[At(place)].periods = {};
    const Budget budget;
    Meter meter(budget);
    const absl::StatusOr<Solution> solution = SolveOverlaps(uneven, meter);
    if (!solution.ok()) continue;
    ++repaired;
    Plan plan{.pairs = Improved(instance, solution->plan.pairs), .method = Method::kLagrangian};
    plan.value = ValuesOf(instance, plan.pairs);
    ASSERT_GE(plan.value, ValuesOf(instance, solution->plan.pairs)) << "seed " << seed;
    plan.bound = LevelBounds(instance, {}, plan.value);
    ASSERT_THAT(Verify(instance, plan, {}).findings, IsEmpty()) << "seed " << seed;
    if (plan.value == EveryRuledPlan(instance).Best()) ++best;
  }
  EXPECT_GE(best, repaired * 97 / 100);
}

}  // namespace
}  // namespace jiedui::planning
