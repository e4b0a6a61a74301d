// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/filter_lexer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"

namespace jiedui::rpc {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// "position:text" of every token before the end.
std::vector<std::string> Words(absl::string_view text) {
  const absl::StatusOr<std::vector<Token>> tokens = TokenizeFilter(text);
  if (!tokens.ok()) return {std::string(tokens.status().message())};
  std::vector<std::string> words;
  for (const Token& token : *tokens)
    if (token.kind != TokenKind::kEnd) words.push_back(absl::StrCat(token.position, ":", token.text));
  return words;
}

Token First(absl::string_view text) { return TokenizeFilter(text)->front(); }

TEST(TokenizeFilter, SplitsWhereSpaceIsAndWhereItIsNot) {
  EXPECT_THAT(Words("a.b>=\"x\" AND(NOT c!=-5)"),
              ElementsAre("1:a.b", "4:>=", "6:x", "10:AND", "13:(", "14:NOT", "18:c", "19:!=", "21:-", "22:5", "23:)"));
  EXPECT_THAT(Words(" \t\r\n "), ElementsAre());
}

TEST(TokenizeFilter, PositionsCountCharacters) {
  EXPECT_THAT(Words("name=\"沈丹\" OR 姓名"), ElementsAre("1:name", "5:=", "6:沈丹", "11:OR", "14:姓名"));
}

TEST(TokenizeFilter, KeywordsAreCapitalsAndUnquoted) {
  EXPECT_EQ(First("AND").kind, TokenKind::kAnd);
  EXPECT_EQ(First("OR").kind, TokenKind::kOr);
  EXPECT_EQ(First("NOT").kind, TokenKind::kNot);
  EXPECT_EQ(First("and").kind, TokenKind::kWord);
  EXPECT_EQ(First("ANDY").kind, TokenKind::kWord);
  EXPECT_EQ(First("\"AND\"").kind, TokenKind::kString);
}

TEST(TokenizeFilter, EscapesAreTakenOff) {
  EXPECT_EQ(First(R"("a\"b\\c\*")").text, R"(a"b\c*)");
  EXPECT_FALSE(First(R"("\*a\*")").star_first);
  EXPECT_FALSE(First(R"("\*a\*")").star_last);
}

TEST(TokenizeFilter, StarsAreMarkedWhereTheyStand) {
  const Token both = First("\"*ab*\"");
  EXPECT_TRUE(both.star_first && both.star_last && !both.star_within);
  const Token within = First("a*b");
  EXPECT_TRUE(!within.star_first && !within.star_last && within.star_within);
  EXPECT_TRUE(First("*").star_first);
  EXPECT_TRUE(First("\"丹*\"").star_last);
}

TEST(TokenizeFilter, WhatHasNoMeaningIsRefused) {
  EXPECT_THAT(TokenizeFilter("a = \"沈"),
              StatusIs(absl::StatusCode::kInvalidArgument, "filter: at character 5: this \" is never closed"));
  EXPECT_THAT(TokenizeFilter("\""), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("never closed")));
  EXPECT_THAT(TokenizeFilter("\"\\"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("after \\ only")));
  EXPECT_THAT(TokenizeFilter("\"a\\n\""), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("at character 3")));
  EXPECT_THAT(TokenizeFilter("a = 'x'"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("text goes in \"\"")));
  EXPECT_THAT(TokenizeFilter("a ! b"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("at character 3")));
  EXPECT_THAT(TokenizeFilter("f(a, b)"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("',' has no")));
  EXPECT_THAT(TokenizeFilter("a\xFF"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("UTF-8")));
}

TEST(TokenizeFilter, LengthIsBounded) {
  EXPECT_THAT(TokenizeFilter(std::string(kFilterBytesMax, 'a')), IsOk());
  EXPECT_THAT(TokenizeFilter(std::string(kFilterBytesMax + 1, 'a')),
              StatusIs(absl::StatusCode::kInvalidArgument, "filter: must be at most 2000 bytes, has 2001"));
}

TEST(Shown, TellsTextFromWords) {
  EXPECT_EQ(Shown(First("abc")), "'abc'");
  EXPECT_EQ(Shown(First("\"abc\"")), "the text \"abc\"");
  EXPECT_EQ(Shown(First("")), "the end");
}

}  // namespace
}  // namespace jiedui::rpc
