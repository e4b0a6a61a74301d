// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/falling_worth.h"

#include <gtest/gtest.h>

namespace jiedui::planning {
namespace {

TEST(FallingWorth, CountsByClass) {
  const FallingWorth worth({{6, 3}, {}, {5, 4, 2}});
  EXPECT_EQ(worth.classes(), 3);
  EXPECT_EQ(worth.pairs_max(0), 2);
  EXPECT_EQ(worth.pairs_max(1), 0);
  EXPECT_EQ(worth.TotalOf(2, 2), 9);
  EXPECT_EQ(worth.WorthOfNext(2, 2), 2);
  EXPECT_EQ(worth.worth_max(), 6);
  EXPECT_EQ(worth.total_max(), 20);
  EXPECT_EQ(worth.TotalOf({1, 0, 3}), 17);
}

TEST(FallingWorth, SurplusIsWhatPairsAreWorthBeyondTheirPrices) {
  const FallingWorth worth({{6, 3}, {5}});
  EXPECT_EQ(worth.Surplus(10, {}), 140);
  EXPECT_EQ(worth.Surplus(10, {40, 60}), 20);
  EXPECT_EQ(worth.Surplus(10, {-1, 50}), 61 + 31);
  EXPECT_EQ(FallingWorth().Surplus(10, {}), 0);
}

}  // namespace
}  // namespace jiedui::planning
