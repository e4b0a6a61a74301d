// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/row_line.h"

#include <gtest/gtest.h>

#include <memory>

namespace jiedui::rpc {
namespace {

TEST(RowLine, RowsGoInTheOrderOfTheStream) {
  RowLine<int> line;
  line.Wait(7, std::make_unique<int>(7));
  line.Wait(3, std::make_unique<int>(3));
  EXPECT_TRUE(line.IsBehindAnother(5));
  EXPECT_FALSE(line.IsBehindAnother(3));
  EXPECT_EQ(*line.TakeNext(), 3);
  EXPECT_EQ(*line.TakeNext(), 7);
  EXPECT_EQ(line.TakeNext(), nullptr);
  EXPECT_TRUE(line.empty());
}

TEST(RowLine, NobodyPassesARowThatRecovers) {
  RowLine<int> line;
  line.BeginRecovery(2);
  line.Wait(1, std::make_unique<int>(1));
  line.Wait(3, std::make_unique<int>(3));
  EXPECT_EQ(*line.TakeNext(), 1);
  EXPECT_EQ(line.TakeNext(), nullptr);
  EXPECT_TRUE(line.IsBehindAnother(3));
  line.End(2);
  EXPECT_EQ(*line.TakeNext(), 3);
}

TEST(RowLine, NobodyIsDecidedBeforeAnEarlierOne) {
  RowLine<int> line;
  for (int64_t number : {1, 2, 3}) line.Begin(number);
  EXPECT_TRUE(line.MayBeDecided(1));
  EXPECT_FALSE(line.MayBeDecided(2));
  line.Decided(1);
  EXPECT_TRUE(line.MayBeDecided(2));
  EXPECT_FALSE(line.MayBeDecided(3));
  line.End(2);
  EXPECT_TRUE(line.MayBeDecided(3));
}

}  // namespace
}  // namespace jiedui::rpc
