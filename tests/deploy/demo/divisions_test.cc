// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/divisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/match.h"

namespace jiedui::demo {
namespace {

TEST(Townships, AreThirtyOneInTheOrderOfTheirCodes) {
  ASSERT_EQ(Townships().size(), 31U);
  EXPECT_TRUE(std::is_sorted(Townships().begin(), Townships().end(),
                             [](const Township& a, const Township& b) { return a.code < b.code; }));
}

TEST(Townships, AreTownsOrTownshipsAsTheirCodesSay) {
  for (const Township& township : Townships()) {
    EXPECT_TRUE(absl::StartsWith(township.code, kCangxi));
    EXPECT_EQ(absl::EndsWith(township.name, "镇"), township.code[6] == '1') << township.name;
    EXPECT_EQ(absl::EndsWith(township.name, "乡"), township.code[6] == '2') << township.name;
  }
}

TEST(Townships, HaveThirtySeatsBeforeAndAfterTheTransfer) {
  int offered = 0;
  int final = 0;
  int with_seat = 0;
  for (const Township& township : Townships()) {
    offered += township.seats_offered;
    final += township.seats_final;
    with_seat += township.seats_offered > 0 ? 1 : 0;
  }
  EXPECT_EQ(offered, 30);
  EXPECT_EQ(final, 30);
  EXPECT_EQ(with_seat, 28);
}

TEST(Townships, ThreeGaveASeatToThreeOthers) {
  std::vector<std::string> gave;
  std::vector<std::string> received;
  for (const Township& township : Townships()) {
    if (township.seats_final < township.seats_offered) gave.emplace_back(township.name);
    if (township.seats_final > township.seats_offered) received.emplace_back(township.name);
  }
  EXPECT_THAT(gave, testing::UnorderedElementsAre("月山乡", "河地镇", "百利镇"));
  EXPECT_THAT(received, testing::UnorderedElementsAre("龙王镇", "文昌镇", "龙山镇"));
}

}  // namespace
}  // namespace jiedui::demo
