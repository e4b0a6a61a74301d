// SPDX-License-Identifier: Apache-2.0
#include "common/base/cell_guard.h"

#include <gtest/gtest.h>

namespace jiedui {
namespace {

TEST(GuardedCell, KeepsASpreadsheetFromChangingACell) {
  for (const char* cell : {"=1+1",
                           "+86 15412345678",
                           "-",
                           "-2",
                           "@SUM(A1)",
                           "\t=1",
                           "\r=1",
                           "\n=1",
                           "＝1",
                           "＋1",
                           "－1",
                           "＠x",
                           "990824198808088886",
                           "990824850101999",
                           "123456789012",
                           "0051234",
                           "00",
                           "'990824198808088886",
                           "''=1",
                           "'01"})
    EXPECT_EQ(GuardedCell(cell), std::string("'") + cell);
}

TEST(GuardedCell, LeavesTheOthersAsTheyAre) {
  for (const char* cell : {"", "张三", "300", "0", "0.5", "107.1", "2021-11-15", "99082419880808888X", "15412345678",
                           "a=b", "—", "<b>", "'a", "'", "'0"})
    EXPECT_EQ(GuardedCell(cell), cell);
}

TEST(UnguardedCell, GivesEveryCellBack) {
  for (const char* cell :
       {"", "张三", "=1", "'=1", "''=1", "＝1", "\n1", "0051234", "'0051234", "123456789012", "'a", "'"})
    EXPECT_EQ(UnguardedCell(GuardedCell(cell)), cell);
  // What a form's own apostrophe guards.
  EXPECT_EQ(UnguardedCell("'=cmd"), "=cmd");
  EXPECT_EQ(UnguardedCell("'0051234"), "0051234");
  EXPECT_EQ(UnguardedCell("=cmd"), "=cmd");
}

}  // namespace
}  // namespace jiedui
