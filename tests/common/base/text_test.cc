// SPDX-License-Identifier: Apache-2.0
#include "common/base/text.h"

#include <gtest/gtest.h>

namespace jiedui {
namespace {

TEST(IsValidUtf8, KnowsWhatUnicodeForbids) {
  EXPECT_TRUE(IsValidUtf8(""));
  EXPECT_TRUE(IsValidUtf8("沈丹 Shěn \xF0\xA0\xAE\xB7"));
  EXPECT_TRUE(IsValidUtf8(absl::string_view("a\0b", 3)));
  EXPECT_FALSE(IsValidUtf8("\x80"));              // a trail byte alone
  EXPECT_FALSE(IsValidUtf8("\xE6\xB2"));          // cut off
  EXPECT_FALSE(IsValidUtf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(IsValidUtf8("\xED\xA0\x80"));      // a surrogate
  EXPECT_FALSE(IsValidUtf8("\xF4\x90\x80\x80"));  // beyond U+10FFFF
  EXPECT_FALSE(IsValidUtf8("\xFF"));
}

TEST(CodePoints, CountsCharactersNotBytes) {
  EXPECT_EQ(CodePoints(""), 0);
  EXPECT_EQ(CodePoints("abc"), 3);
  EXPECT_EQ(CodePoints("沈丹"), 2);
  EXPECT_EQ(CodePoints("\xF0\xA0\xAE\xB7"), 1);
}

TEST(HasControlCharacters, FindsEveryKind) {
  EXPECT_FALSE(HasControlCharacters("沈·丹 O'Brien\xE3\x80\x80"));
  for (const absl::string_view text : {"a\n", "\tb", "\x1b[0m", "\x7f", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xAE",
                                       "\xE2\x81\xA6", "\xEF\xB7\x90", "\xEF\xBF\xBE", "\xF4\x8F\xBF\xBF"})
    EXPECT_TRUE(HasControlCharacters(text)) << testing::PrintToString(std::string(text));
  EXPECT_TRUE(HasControlCharacters(absl::string_view("a\0", 2)));
}

TEST(IsBlank, KnowsIdeographicSpace) {
  EXPECT_TRUE(IsBlank(""));
  EXPECT_TRUE(IsBlank(" \t\xE3\x80\x80\xC2\xA0"));
  EXPECT_FALSE(IsBlank(" 沈 "));
  EXPECT_FALSE(IsBlank("\xFF"));
}

TEST(ToNfc, ComposesWhatLooksTheSame) {
  EXPECT_EQ(ToNfc("plain"), "plain");
  EXPECT_EQ(ToNfc("e\xCC\x81"), "\xC3\xA9");
  EXPECT_EQ(ToNfc("沈丹"), "沈丹");
  EXPECT_EQ(ToNfc("\xEF\xA4\x80"), "\xE8\xB1\x88");  // U+F900 is U+8C48
}

TEST(Trimmed, RemovesSpaceAtBothEndsOnly) {
  EXPECT_EQ(Trimmed(" \xE3\x80\x80沈 丹\xC2\xA0\n"), "沈 丹");
  EXPECT_EQ(Trimmed("沈"), "沈");
  EXPECT_EQ(Trimmed(" \xE3\x80\x80"), "");
  EXPECT_EQ(Trimmed(""), "");
}

TEST(Excerpt, CutsAndHidesWhatATerminalWouldObey) {
  EXPECT_EQ(Excerpt("沈丹", 2), "沈丹");
  EXPECT_EQ(Excerpt("沈丹丹", 2), "沈丹...");
  EXPECT_EQ(Excerpt("a\x1b[0m\xFFz\xE2\x80\xAE", 20), "a?[0m?z?");
}

}  // namespace
}  // namespace jiedui
