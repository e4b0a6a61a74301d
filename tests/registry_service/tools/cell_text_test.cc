// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/cell_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::registry {
namespace {

TEST(FoldedText, ForgetsWidthCaseAndBlanks) {
  EXPECT_EQ(FoldedText(""), "");
  EXPECT_EQ(FoldedText("abc-1"), "abc-1");
  EXPECT_EQ(FoldedText(" Ａb　C\t"), "abc");
  EXPECT_EQ(FoldedText("中医（专长）医师"), "中医(专长)医师");
  EXPECT_EQ(FoldedText("⽼ 𬍛"), "老𬍛");
}

TEST(FoldedHeader, ForgetsNotesAndMarks) {
  for (const char* header : {"身份证号", " 身 份 证 号 ", "＊身份证号（必填）：", "身份证号(18位)[文本]",
                             "身份证号【必填】", "身份证号\n(文本格式)", "*身份证号:"})
    EXPECT_EQ(FoldedHeader(header), "身份证号") << header;
  EXPECT_EQ(FoldedHeader("ID_Number"), "idnumber");
  EXPECT_EQ(FoldedHeader("a(b(c)d)e"), "ae");
  EXPECT_EQ(FoldedHeader("a)b"), "a)b");
  EXPECT_EQ(FoldedHeader(""), "");
}

TEST(SaysNothing, KnowsTheWordsForIt) {
  for (const char* cell : {"", "  ", "　", "无", " 暂无 ", "/", "／", "-", "--", "－", "—", "——"})
    EXPECT_TRUE(SaysNothing(cell)) << cell;
  for (const char* cell : {"0", "无锡", "-1", "张三", "//"}) EXPECT_FALSE(SaysNothing(cell)) << cell;
}

TEST(IsScientificNotation, KnowsWhatASpreadsheetMakesOfNumbers) {
  for (const char* cell : {"5.10824E+17", "5.10824e+17", " 5.10824E17", "５.１０８２４Ｅ＋１７", "9.9E+17"})
    EXPECT_TRUE(IsScientificNotation(cell)) << cell;
  for (const char* cell : {"", "990824198808088886", "99082419880808888X", "E12345678", "5.1", "E"})
    EXPECT_FALSE(IsScientificNotation(cell)) << cell;
}

TEST(HasLostCharacters, SeesWhatAConversionLeft) {
  for (const char* name : {"张?", "???", "阿依古丽?买买提", "张？", "张\uFFFD"})
    EXPECT_TRUE(HasLostCharacters(name)) << name;
  for (const char* name : {"", "张三", "阿依古丽•买买提", "𬍛"}) EXPECT_FALSE(HasLostCharacters(name)) << name;
}

TEST(WithoutOuterControls, LeavesBlanks) {
  EXPECT_EQ(WithoutOuterControls("\t 张 三 \r\n"), " 张 三 ");
  EXPECT_EQ(WithoutOuterControls("a\tb"), "a\tb");
  EXPECT_EQ(WithoutOuterControls("\t\n"), "");
  EXPECT_EQ(WithoutOuterControls(""), "");
}

TEST(CsvLine, QuotesEveryCell) {
  EXPECT_EQ(CsvLine({"a", "say \"hi\"", "two\nlines", "", "=1"}),
            "\"a\",\"say \"\"hi\"\"\",\"two\nlines\",\"\",\"'=1\"\r\n");
  EXPECT_EQ(CsvLine({}), "\r\n");
}

}  // namespace
}  // namespace jiedui::registry
