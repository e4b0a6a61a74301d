// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/explain_bounded.h"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {
namespace {

absl::int128 Weighted(const Prices& prices, const std::vector<int64_t>& value) {
  absl::int128 sum = 0;
  for (size_t l = 0; l < value.size(); ++l) sum += prices.denominator * prices.level_weight[l] * value[l];
  return sum;
}

// Of every plan with the pair: none does better than what is called certain. One level, so that the best plan is also
// the one of largest weighted sum.
void ExpectCertain(const Instance& instance, const Solution& solution, int32_t& costly) {
  std::vector<int32_t> people(At(instance.people));
  std::iota(people.begin(), people.end(), 0);
  for (size_t proof = 0; proof < solution.certificate.proofs.size(); ++proof) {
    const Prices& prices = solution.certificate.proofs[proof];
    for (const BoundedExplanation& explanation : ExplainBounded(instance, solution, proof, people))
      for (const BoundedRefusal& refusal : explanation.refusals) {
        const auto best = EveryPlan(instance).Best(refusal.pair);
        costly += refusal.costs_at_least > 0 ? 1 : 0;
        if (!best.has_value()) continue;
        EXPECT_TRUE(refusal.obstacles.empty());
        const absl::int128 cost = Weighted(prices, solution.plan.value) - Weighted(prices, *best);
        if (refusal.costs_at_least > 0) {
          ASSERT_TRUE(cost >= refusal.costs_at_least) << "pair " << refusal.pair;
        } else {
          ASSERT_GE(solution.plan.bound[0], (*best)[0]);  // open, as far as the plan's own gap goes
        }
      }
  }
}

Instance OneLevel(Dice& dice, bool with_overlaps) {
  Instance instance = SmallInstance(dice);
  instance.levels.resize(1);
  if (!with_overlaps) return instance;
  instance.items_per_person_max = 2;
  for (Item& item : instance.items) {
    item.days.first = dice.Between(1, 12);
    item.days.last = item.days.first + dice.Between(1, 6);
  }
  return instance;
}

void ExpectCertainOfMany(bool with_overlaps) {
  int32_t costly = 0;
  int32_t solved = 0;
  for (uint64_t seed = 1'200'000; seed < 1'201'500; ++seed) {
    Dice dice(seed);
    const Instance instance = OneLevel(dice, with_overlaps);
    const auto answer = Solve(instance);
    if (!answer.ok() || !std::holds_alternative<Solution>(*answer)) continue;
    ++solved;
    ExpectCertain(instance, std::get<Solution>(*answer), costly);
  }
  EXPECT_GT(solved, 500);
  EXPECT_GT(costly, 100);
}

TEST(ExplainBoundedTest, WhatIsCertainHoldsInTheExactCase) { ExpectCertainOfMany(false); }

TEST(ExplainBoundedTest, WhatIsCertainHoldsWhereItemsOverlap) { ExpectCertainOfMany(true); }

TEST(ExplainBoundedTest, ASeatBringsNothingWhereItsPriceIsNotAboveZero) {
  const Prices prices{.seat = {7, 0, -3}};
  EXPECT_TRUE(SeatBringsAtMost(prices, 0) == 7);
  EXPECT_TRUE(SeatBringsAtMost(prices, 1) == 0);
  EXPECT_TRUE(SeatBringsAtMost(prices, 2) == 0);
}

}  // namespace
}  // namespace jiedui::planning
