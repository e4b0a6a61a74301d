// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/text_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::scheduler {
namespace {

TEST(DisplayWidth, CountsTerminalColumns) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("余杭"), 4);
  EXPECT_EQ(DisplayWidth("𬍛a"), 3);
  EXPECT_EQ(DisplayWidth("(东→西)"), 7);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1);
}

TEST(RenderTable, KeepsColumnsStraightUnderWideText) {
  EXPECT_EQ(RenderTable({{"name"}, {"n", Align::kRight}}, {{"余杭区", "1"}, {"a", "23"}}),
            "name     n\n"
            "------  --\n"
            "余杭区   1\n"
            "a       23\n");
}

TEST(RenderTable, EndsNoLineWithBlanks) {
  EXPECT_EQ(RenderTable({{"a"}, {""}}, {{"x", ""}, {"y", "ok"}}), "a\n-  --\nx\ny  ok\n");
}

TEST(RenderTable, CanBeEmpty) { EXPECT_EQ(RenderTable({{"a"}}, {}), "a\n-\n"); }

}  // namespace
}  // namespace jiedui::scheduler
