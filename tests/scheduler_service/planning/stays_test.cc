// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/stays.h"

#include <gtest/gtest.h>

#include "scheduler_service/planning/arrays.h"
#include "tests/scheduler_service/planning/fair_instances.h"

namespace jiedui::planning {
namespace {

TEST(WithStays, KeepsTheNetworkAndGivesEveryClaimAPlaceToStay) {
  Instance instance = OneCourse({3, 2}, 2);
  instance.quotas = {{.item = 0, .group = 1, .floor = 1, .ceiling = 2}};
  const FlowCase flow = BuildFlow(instance);
  const Fairness fairness(instance);
  const StayNetwork made =
      WithStays(flow.network, fairness, {{.pinned = 0, .most = 3, .chosen = 1}, {.pinned = 0, .most = 2, .chosen = 1}});
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
