// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/seat_ladders.h"

#include <gtest/gtest.h>

#include "scheduler_service/planning/level_scale.h"
#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {
namespace {

TEST(SeatLaddersTest, EachRungIsTheOptimumWithSoManyMore) {
  int32_t rungs = 0;
  ForSmallCases(400'000, 1000, [&](const Instance& original, const Solution& solution, Dice& dice) {
    auto residual = Residual::Make(original, solution);
    ASSERT_TRUE(residual.ok());
    SeatLadders ladders(*residual);
    const LevelScale scale(original, residual->level_weights(), solution.plan.value);
    const int32_t item = dice.Between(0, Size(original.items.size()) - 1);
    for (const Ladder& ladder : ladders.Of(item, *residual)) {
      Instance instance = original;
      for (const Ladder::Rung& rung : ladder.rungs) {
        for (const int32_t node : ladder.nodes) {
          const FlowNode& limits = residual->network().nodes[At(node)];
          if (limits.quota == kNone)
            ++instance.items[At(limits.item)].seats;
          else
            ++instance.quotas[At(limits.quota)].ceiling;
        }
        std::vector<int64_t> value = scale.Effect(rung.gain);
        for (size_t l = 0; l < value.size(); ++l) value[l] += solution.plan.value[l];
        ASSERT_EQ(EveryPlan(instance).Best(), value);
        ++rungs;
      }
    }
    EXPECT_EQ(residual->ToSolution(original).plan.pairs, solution.plan.pairs);
  });
  EXPECT_GT(rungs, 800);
}

TEST(SeatLaddersTest, EndsWhenEverybodyIsIn) {
  Instance instance{.people = 4};
  instance.items = {{.days = {1, 1}, .seats = 1}};
  instance.pair_begin = {0, 1, 2, 3, 4};
  instance.pair_item = {0, 0, 0, 0};
  instance.levels = {{.name = "rank", .value = {4, 3, 2, 1}}};
  const auto answer = Solve(instance);
  ASSERT_TRUE(answer.ok());
  auto residual = Residual::Make(instance, std::get<Solution>(*answer));
  ASSERT_TRUE(residual.ok());
  SeatLadders ladders(*residual);
  const std::vector<Ladder>& of_item = ladders.Of(0, *residual);
  ASSERT_EQ(of_item.size(), 1);
  ASSERT_EQ(of_item[0].rungs.size(), 3);
  EXPECT_EQ(of_item[0].rungs[0].gain, 3);
  EXPECT_EQ(of_item[0].rungs[2].gain, 6);
}

}  // namespace
}  // namespace jiedui::planning
