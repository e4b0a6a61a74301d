// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/stays.h"

#include <gtest/gtest.h>

#include "scheduler_service/planning/arrays.h"
#include "tests/scheduler_service/planning/fair_instances.h"

namespace jiedui::planning {
namespace {

TEST(StaysAround, AreFineNearThePlanBeforeAndNeverFlatterFairness) {
  const Fairness fairness(OneCourse({100, 37}, 60));
  for (int32_t served = 0; served <= 100; ++served) {
    const std::vector<Stay> stays = StaysAround(fairness, 0, {.pinned = 0, .claims = 100, .served = served});
    EXPECT_LE(stays.size(), 16U);
    int32_t reached = 0;
    int64_t cost = fairness.TotalOf(0, served);  // of as many as are served, seen from 0
    for (const Stay& stay : stays) {
      ASSERT_EQ(stay.from, reached);
      reached = stay.to;
      if (stay.to == served || stay.from == served) {
        ASSERT_EQ(stay.to - stay.from, 1);
        ASSERT_EQ(stay.worth, fairness.WorthOfNext(0, stay.from));
      }
      const int64_t sum = fairness.TotalOf(0, stay.to) - fairness.TotalOf(0, stay.from);
      if (stay.to <= served) {
        ASSERT_GE(stay.worth * (stay.to - stay.from), sum);  // giving up so many costs no less than it does
        cost -= sum;
      } else {
        ASSERT_LE(stay.worth * (stay.to - stay.from), sum);
      }
    }
    EXPECT_EQ(reached, 100);
    EXPECT_EQ(cost, 0);
    for (size_t k = 1; k < stays.size(); ++k) ASSERT_LE(stays[k].worth, stays[k - 1].worth);
  }
}

TEST(StaysAround, PinsAreServedFirst) {
  const Fairness fairness(OneCourse({3}, 2));
  const std::vector<Stay> stays = StaysAround(fairness, 0, {.pinned = 1, .claims = 2, .served = 1});
  ASSERT_EQ(stays.size(), 2U);
  EXPECT_EQ(stays[0].worth, fairness.WorthOfNext(0, 1));
  EXPECT_EQ(stays[1].worth, fairness.WorthOfNext(0, 2));
  EXPECT_TRUE(StaysAround(fairness, 0, {.pinned = 3, .claims = 0, .served = 0}).empty());
}

TEST(WithStays, KeepsTheNetworkAndGivesEveryClaimAPlaceToStay) {
  Instance instance = OneCourse({3, 2}, 2);
  instance.quotas = {{.item = 0, .group = 1, .floor = 1, .ceiling = 2}};
  const FlowCase flow = BuildFlow(instance);
  const Fairness fairness(instance);
  const StayNetwork made = WithStays(
      flow.network, fairness, {{.pinned = 0, .claims = 3, .served = 1}, {.pinned = 0, .claims = 2, .served = 1}});
  const FlowNetwork& network = made.network;
  EXPECT_EQ(made.first_stay, 1);
  ASSERT_EQ(made.stays.size(), 5U);
  ASSERT_EQ(network.nodes.size(), 7U);
  EXPECT_EQ(network.nodes[6].quota, 0);
  EXPECT_EQ(network.nodes[6].parent, 0);
  EXPECT_EQ(network.child, std::vector<int32_t>{6});
  for (int32_t claim = 0; claim < 5; ++claim) {
    const int32_t group = claim < 3 ? 0 : 1;
    int32_t places = 0;
    for (int32_t arc = network.arc_begin[At(claim)]; arc < network.arc_begin[At(claim) + 1]; ++arc) {
      if (network.arc_pair[At(arc)] != kNone) {
        EXPECT_EQ(network.arc_node[At(arc)], group == 1 ? 6 : 0);
        continue;
      }
      EXPECT_EQ(made.stays[At(network.arc_node[At(arc)] - 1)].group, group);
      places += network.nodes[At(network.arc_node[At(arc)])].capacity;
    }
    EXPECT_EQ(places, group == 0 ? 3 : 2);
  }
}

}  // namespace
}  // namespace jiedui::planning
