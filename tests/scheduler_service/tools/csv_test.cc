// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/csv.h"

#include <gtest/gtest.h>

namespace jiedui::scheduler {
namespace {

TEST(CsvLine, QuotesWhatWouldBreakTheRecord) {
  EXPECT_EQ(CsvLine({"a", "b,c", "say \"hi\"", "two\nlines", ""}), "a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n");
}

TEST(CsvLine, KeepsChineseAndRareCharacters) { EXPECT_EQ(CsvLine({"陵江镇", "𠮷·䶮"}), "陵江镇,𠮷·䶮\r\n"); }

TEST(CsvLine, GuardsBeforeItQuotes) {
  EXPECT_EQ(CsvLine({"=HYPERLINK(\"x\",1)", "110990824000001", "300"}),
            "\"'=HYPERLINK(\"\"x\"\",1)\",'110990824000001,300\r\n");
}

}  // namespace
}  // namespace jiedui::scheduler
