// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/primal_dual.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/numeric/int128.h"
#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::Each;
using testing::ElementsAre;

template <typename W>
class Widths : public testing::Test {};
using AllWidths = testing::Types<int32_t, int64_t, absl::int128>;
TYPED_TEST_SUITE(Widths, AllWidths);

// The first two want item 0, the second can move to item 1.
TYPED_TEST(Widths, ChainOfMovesSeatsOneMore) {
  const Instance instance = Wishes({{3, 0}, {9, 8}}, {1, 1});
  const FlowNetwork network = BuildFlow(instance).network;
  const Budget budget;
  Meter meter(budget);
  PrimalDual<TypeParam> flow(network, {3, 9, 8}, 0, meter);
  flow.Run();
  EXPECT_THAT(flow.held(), ElementsAre(0, 2));
  EXPECT_THAT(flow.flow(), ElementsAre(1, 1));
}

TYPED_TEST(Widths, FreeSeatsCostNothing) {
  const Instance instance = Wishes({{3}}, {2});
  const FlowNetwork network = BuildFlow(instance).network;
  const Budget budget;
  Meter meter(budget);
  PrimalDual<TypeParam> flow(network, {3}, 0, meter);
  flow.Run();
  EXPECT_THAT(flow.price(), Each(0));
}

TYPED_TEST(Widths, FloorDrawsAClaimFromWhereItWouldRatherBe) {
  Instance instance = InGroups(Wishes({{9, 1}}, {1, 1}), 1, {{0}});
  instance.quotas = {{.item = 1, .group = 0, .floor = 1, .ceiling = 1}};
  const FlowNetwork network = BuildFlow(instance).network;
  const Budget budget;
  Meter meter(budget);
  PrimalDual<TypeParam> flow(network, {9, 1}, 100, meter);
  flow.Run();
  EXPECT_THAT(flow.held(), ElementsAre(1));
}

TEST(PrimalDual, StopsWhenTheMeterIsExhausted) {
  const Instance instance = Wishes({{3}}, {1});
  const FlowNetwork network = BuildFlow(instance).network;
  const Budget budget{.work_max = 1};
  Meter meter(budget);
  PrimalDual<int64_t> flow(network, {3}, 0, meter);
  flow.Run();
  EXPECT_THAT(flow.held(), ElementsAre(kNone));
}

}  // namespace
}  // namespace jiedui::planning
