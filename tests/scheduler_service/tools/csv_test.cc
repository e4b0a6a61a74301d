// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/csv.h"

#include <gtest/gtest.h>

namespace jiedui::scheduler {
namespace {

TEST(CsvLine, QuotesWhatWouldBreakTheRecord) {
  EXPECT_EQ(CsvLine({"a", "b,c", "say \"hi\"", "two\nlines", ""}), "a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n");
}

TEST(CsvLine, KeepsChineseAndRareCharacters) { EXPECT_EQ(CsvLine({"陵江镇", "𠮷·䶮"}), "陵江镇,𠮷·䶮\r\n"); }

TEST(GuardedCell, NoCellIsAFormula) {
  for (const char* text : {"=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"}) {
    EXPECT_EQ(GuardedCell(text), std::string("'") + text);
  }
}

TEST(GuardedCell, LeavesTheOthersAsTheyAre) {
  for (const char* text : {"", "300", "107.1", "2021-11-15", "a=b", "—", "李四", "<b>"}) {
    EXPECT_EQ(GuardedCell(text), text);
  }
}

TEST(CsvLine, GuardsBeforeItQuotes) { EXPECT_EQ(CsvLine({"=HYPERLINK(\"x\",1)"}), "\"'=HYPERLINK(\"\"x\"\",1)\"\r\n"); }

}  // namespace
}  // namespace jiedui::scheduler
