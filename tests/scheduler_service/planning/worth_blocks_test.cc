// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/worth_blocks.h"

#include <gtest/gtest.h>

#include "scheduler_service/planning/fairness.h"
#include "tests/scheduler_service/planning/fair_instances.h"

namespace jiedui::planning {
namespace {

TEST(BlocksAround, AreFineNearThePlanBeforeAndNeverFlatterEvenness) {
  const Fairness fairness(OneCourse({100, 37}, 60));
  for (int32_t chosen = 0; chosen <= 100; ++chosen) {
    const std::vector<WorthBlock> blocks = BlocksAround(fairness, 0, {.pinned = 0, .most = 100, .chosen = chosen});
    EXPECT_LE(blocks.size(), 16U);
    int32_t reached = 0;
    int64_t cost = fairness.TotalOf(0, chosen);  // of as many as are chosen, seen from 0
    for (const WorthBlock& block : blocks) {
      ASSERT_EQ(block.from, reached);
      reached = block.to;
      if (block.to == chosen || block.from == chosen) {
        ASSERT_EQ(block.to - block.from, 1);
        ASSERT_EQ(block.worth, fairness.WorthOfNext(0, block.from));
      }
      const int64_t sum = fairness.TotalOf(0, block.to) - fairness.TotalOf(0, block.from);
      if (block.to <= chosen) {
        ASSERT_GE(block.worth * (block.to - block.from), sum);  // giving up so many costs no less than it does
        cost -= sum;
      } else {
        ASSERT_LE(block.worth * (block.to - block.from), sum);
      }
    }
    EXPECT_EQ(reached, 100);
    EXPECT_EQ(cost, 0);
    for (size_t k = 1; k < blocks.size(); ++k) ASSERT_LE(blocks[k].worth, blocks[k - 1].worth);
  }
}

TEST(BlocksAround, PinsComeFirst) {
  const Fairness fairness(OneCourse({3}, 2));
  const std::vector<WorthBlock> blocks = BlocksAround(fairness, 0, {.pinned = 1, .most = 2, .chosen = 1});
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[0].worth, fairness.WorthOfNext(0, 1));
  EXPECT_EQ(blocks[1].worth, fairness.WorthOfNext(0, 2));
  EXPECT_TRUE(BlocksAround(fairness, 0, {.pinned = 3, .most = 0, .chosen = 0}).empty());
}

}  // namespace
}  // namespace jiedui::planning
