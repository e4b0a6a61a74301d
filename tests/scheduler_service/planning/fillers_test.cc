// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/fillers.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "scheduler_service/planning/arrays.h"
#include "tests/scheduler_service/planning/spread_instances.h"

namespace jiedui::planning {
namespace {

// Three people; two courses in period 1, one in period 0, one in none.
Instance FourCourses() {
  Instance instance = CoursesByMonth(3, {2, 1, 3, 1}, {0, 0, 0, 0});
  instance.levels[1].periods = {.of_item = {1, 0, 1, kNoPeriod}, .taken = {0, 2}};
  return instance;
}

TEST(StandingOfPeriods, OneStepMoreThanCanComeIfThereIsOne) {
  Instance instance = FourCourses();
  const FlowNetwork network = BuildFlow(instance).network;
  const Spread spread(instance);
  const std::vector<Standing> standing = StandingOfPeriods(network, spread, {0, 0});
  EXPECT_EQ(standing[0].most, 2);  // one seat
  EXPECT_EQ(standing[1].most, 3);  // five seats, three people
  EXPECT_EQ(StandingOfPeriods(network, spread, {2, 0})[0].most, 1);
}

TEST(WithFillers, PutsPeriodsAboveTheItemsAndFillsWhatIsLeft) {
  Instance instance = FourCourses();
  instance.groups = 1;
  instance.group = {0};
  instance.group_begin = {0, 1, 1, 1};
  instance.quotas = {{.item = 2, .group = 0, .floor = 0, .ceiling = 1}};
  const FlowNetwork before = BuildFlow(instance).network;
  const Spread spread(instance);
  const std::vector<Standing> standing = StandingOfPeriods(before, spread, {0, 0});
  const FilledNetwork made = WithFillers(before, spread, standing);
  const FlowNetwork& network = made.network;
  ASSERT_EQ(network.nodes.size(), before.nodes.size() + 2);
  EXPECT_EQ(network.nodes[1].capacity, 3);
  EXPECT_EQ(made.node_of[3], 2);  // what is in no period follows
  EXPECT_EQ(network.nodes[At(made.node_of[3])].parent, kNone);
  EXPECT_EQ(network.nodes[At(made.node_of[0])].parent, 1);
  EXPECT_EQ(network.nodes[At(made.node_of[1])].parent, 0);
  EXPECT_EQ(network.nodes[At(made.node_of[4])].parent, made.node_of[2]);
  for (int32_t node = 0; node < Size(network.nodes.size()); ++node) EXPECT_LT(network.nodes[At(node)].parent, node);
  ASSERT_EQ(made.fillers.size(), 5U);
  ASSERT_EQ(network.claim_person.size(), before.claim_person.size() + 5);
  for (size_t k = 0; k < made.fillers.size(); ++k) {
    EXPECT_EQ(network.arc_node[before.arc_node.size() + k], made.fillers[k].period);
    EXPECT_EQ(network.arc_pair[before.arc_pair.size() + k], kNone);
  }
  for (size_t arc = 0; arc < before.arc_node.size(); ++arc)
    EXPECT_EQ(network.arc_node[arc], made.node_of[At(before.arc_node[arc])]);
}

TEST(WithFillers, WithoutALevelNothingChanges) {
  const Instance instance = OneCourse({2, 1}, 2);
  const FlowNetwork before = BuildFlow(instance).network;
  const FilledNetwork made = WithFillers(before, Spread(instance), {});
  EXPECT_EQ(made.network.arc_node, before.arc_node);
  EXPECT_TRUE(made.fillers.empty());
}

}  // namespace
}  // namespace jiedui::planning
