// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "scheduler_service/planning/residual.h"
#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {
namespace {

TEST(ResidualSearchTest, CostOfEntryIsWhatAPinCosts) {
  ForSmallCases(30'000, 1000, [](const Instance& instance, const Solution& solution, Dice&) {
    auto residual = Residual::Make(instance, solution);
    ASSERT_TRUE(residual.ok());
    const FlowNetwork& network = residual->network();
    for (int32_t claim = 0; claim < Size(network.claim_person.size()); ++claim)
      for (int32_t arc = network.arc_begin[At(claim)]; arc < network.arc_begin[At(claim) + 1]; ++arc) {
        if (residual->held(claim) != kNone) continue;
        const auto pinned = EveryPlan(instance).Best(network.arc_pair[At(arc)]);
        const auto cost = residual->CostOfEntry(network.arc_node[At(arc)]);
        ASSERT_EQ(pinned.has_value(), cost.has_value());
        if (!cost.has_value()) continue;
        Worth difference = residual->weight(arc) - *cost;
        for (size_t l = 0; l < pinned->size(); ++l)
          difference -= residual->level_weights()[l] * ((*pinned)[l] - solution.plan.value[l]);
        ASSERT_EQ(difference, 0);
      }
  });
}

TEST(ResidualSearchTest, GainBetweenIsWhatAnExchangeBrings) {
  // Person 0 is in item 0, person 1 waits for it; person 0 may go to item 1, where a seat is free.
  Instance instance{.people = 2};
  instance.items = {{.days = {1, 2}, .seats = 1}, {.days = {1, 2}, .seats = 1}};
  instance.pair_begin = {0, 2, 3};
  instance.pair_item = {0, 1, 0};
  instance.levels = {{.name = "value", .value = {5, 1, 3}}};
  const auto answer = Solve(instance);
  ASSERT_TRUE(answer.ok()) << answer.status();
  auto residual = Residual::Make(instance, std::get<Solution>(*answer));
  ASSERT_TRUE(residual.ok());
  const int32_t outside = residual->outside();
  EXPECT_EQ(residual->GainBetween(outside, 0), 3);   // person 1 fills the place
  EXPECT_EQ(residual->GainBetween(0, outside), -4);  // person 0 goes over to item 1
  EXPECT_EQ(residual->CostOfEntry(0), 4);
  EXPECT_EQ(residual->CostOfEntry(1), 0);
  std::vector<ClaimMove> chain;
  residual->CostOfEntry(0, &chain);
  ASSERT_EQ(chain.size(), 1);
  EXPECT_EQ(residual->network().claim_person[At(chain[0].claim)], 0);
}

}  // namespace
}  // namespace jiedui::planning
