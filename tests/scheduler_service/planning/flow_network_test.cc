// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/flow_network.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A county, group 0, with a township, group 1; one item with a quota for each, the township's first.
Instance County() {
  Instance instance = InGroups(Wishes({{1}, {1}, {1}}, {3}), 2, {{0, 1}, {0}, {}});
  instance.quotas = {{.item = 0, .group = 1, .floor = 1, .ceiling = 1},
                     {.item = 0, .group = 0, .floor = 0, .ceiling = 2}};
  return instance;
}

TEST(BuildFlow, QuotasNestWhateverTheirOrder) {
  const FlowNetwork network = BuildFlow(County()).network;
  ASSERT_EQ(network.nodes.size(), 3U);
  EXPECT_EQ(network.nodes[1].quota, 1);
  EXPECT_EQ(network.nodes[1].parent, 0);
  EXPECT_EQ(network.nodes[2].quota, 0);
  EXPECT_EQ(network.nodes[2].parent, 1);
  EXPECT_THAT(network.arc_node, ElementsAre(2, 1, 0));
  EXPECT_THAT(network.child_begin, ElementsAre(0, 1, 2, 2));
  EXPECT_THAT(network.child, ElementsAre(1, 2));
}

TEST(BuildFlow, PinsTakeTheirSeatsAllTheWayUp) {
  Instance instance = County();
  instance.pinned = {0};
  const FlowNetwork network = BuildFlow(instance).network;
  EXPECT_EQ(network.nodes[0].capacity, 2);
  EXPECT_EQ(network.nodes[1].capacity, 1);
  EXPECT_EQ(network.nodes[2].capacity, 0);
  EXPECT_EQ(network.nodes[2].floor, 0);
  EXPECT_THAT(network.pinned_node, ElementsAre(2));
  EXPECT_THAT(network.arc_pair, ElementsAre(1, 2));
}

TEST(BuildFlow, CrossingQuotasAreSaid) {
  Instance instance = County();
  instance.group_begin = {0, 1, 3, 4};
  instance.group = {0, 0, 1, 1};
  EXPECT_THAT(BuildFlow(instance).why_not, ElementsAre(HasSubstr("crosses")));
}

TEST(BuildFlow, QuotaThatCountsNobodyHangsOnItsItem) {
  Instance instance = County();
  instance.group_begin = {0, 0, 0, 0};
  instance.group.clear();
  const FlowCase flow = BuildFlow(instance);
  EXPECT_THAT(flow.why_not, IsEmpty());
  EXPECT_EQ(flow.network.nodes[1].parent, 0);
  EXPECT_EQ(flow.network.nodes[2].parent, 0);
}

TEST(BuildFlow, MinimumClassSizesAreNoFlow) {
  Instance instance = County();
  instance.items[0].seats_min = 1;
  EXPECT_THAT(BuildFlow(instance).why_not, ElementsAre(HasSubstr("seats_min")));
}

}  // namespace
}  // namespace jiedui::planning
