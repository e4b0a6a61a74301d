// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/text_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::planning {
namespace {

using testing::ElementsAre;

TEST(SplitIntoLines, SkipsBlankLinesAndCommentsAndCountsThem) {
  const std::vector<TextLine> lines = SplitIntoLines("# a\n\n  b 1\t 2 \r\n#c is a word\nd", "#");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].number, 3);
  EXPECT_EQ(lines[0].keyword(), "b");
  EXPECT_EQ(lines[0].rest, "1\t 2");
  EXPECT_EQ(lines[0].words[2].column, 8);
  EXPECT_EQ(lines[1].keyword(), "#c");
  EXPECT_EQ(lines[2].keyword(), "d");
}

TEST(TextLine, NumbersAreWholeAndAsManyAsWanted) {
  const std::vector<TextLine> lines = SplitIntoLines("x -5 9223372036854775807\ny 1 9223372036854775808\nz 1.5\n", "#");
  EXPECT_THAT(*lines[0].Numbers(2, 2), ElementsAre(-5, 9223372036854775807));
  EXPECT_EQ(lines[0].Numbers(3, 3).status().message(), "line 1, column 25: at least 3 numbers after x");
  EXPECT_EQ(lines[0].Numbers(0, 1).status().message(), "line 1, column 6: at most 1 numbers after x");
  EXPECT_EQ(lines[1].Numbers(2, 2).status().message(), "line 2, column 5: must be a whole number");
  EXPECT_EQ(lines[2].Numbers(1, 1).status().message(), "line 3, column 3: must be a whole number");
}

}  // namespace
}  // namespace jiedui::planning
