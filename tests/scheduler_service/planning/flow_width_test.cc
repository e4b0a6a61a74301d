// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/flow_width.h"

#include <gtest/gtest.h>

#include "absl/status/statusor.h"

namespace jiedui::planning {
namespace {

using absl::int128;

FlowNetwork WithFloor(int32_t floor) {
  FlowNetwork network;
  network.nodes = {{.item = 0, .capacity = 3}, {.parent = 0, .item = 0, .quota = 0, .floor = floor, .capacity = 3}};
  return network;
}

absl::StatusOr<size_t> WidthOf(const FlowNetwork& network, int128 largest) {
  return AtWidth(network, largest, [](auto bonus) -> absl::StatusOr<size_t> { return sizeof(bonus); });
}

TEST(AtWidth, IsTheNarrowestThatHoldsEverything) {
  EXPECT_EQ(*WidthOf(WithFloor(0), 1000), sizeof(int32_t));
  EXPECT_EQ(*WidthOf(WithFloor(0), int128{1} << 31), sizeof(int64_t));
  EXPECT_EQ(*WidthOf(WithFloor(0), int128{1} << 70), sizeof(int128));
  EXPECT_EQ(WidthOf(WithFloor(0), int128{1} << 98).status().code(), absl::StatusCode::kOutOfRange);
}

TEST(AtWidth, AFloorNeedsMore) {
  EXPECT_EQ(FloorBonusOf(WithFloor(0), 1000)->bonus, 0);
  EXPECT_GT(FloorBonusOf(WithFloor(1), 1000)->bonus, 2000);
  EXPECT_EQ(*WidthOf(WithFloor(1), int128{1} << 27), sizeof(int64_t));
  EXPECT_FALSE(FloorBonusOf(WithFloor(1), int128{1} << 96).has_value());
}

TEST(FloorsHold, LooksAtEveryNode) {
  EXPECT_TRUE(FloorsHold(WithFloor(2), {2, 2}));
  EXPECT_FALSE(FloorsHold(WithFloor(2), {3, 1}));
}

}  // namespace
}  // namespace jiedui::planning
