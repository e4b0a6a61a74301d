// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/filter_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/support/status_matchers.h"

namespace jiedui::rpc {
namespace {

using testing::HasSubstr;

std::string Repeated(absl::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) absl::StrAppend(&all, text);
  return all;
}

// The tree with all its parentheses: all(...), any(...), not(...).
std::string Tree(const Expression& expression) {
  const auto formatter = [](std::string* out, const Expression& part) { *out += Tree(part); };
  const std::string parts = absl::StrJoin(expression.parts, " ", formatter);
  switch (expression.kind) {
    case Expression::Kind::kAll:
      return absl::StrCat("all(", parts, ")");
    case Expression::Kind::kAny:
      return absl::StrCat("any(", parts, ")");
    case Expression::Kind::kNot:
      return absl::StrCat("not(", parts, ")");
    case Expression::Kind::kRestriction:
      return absl::StrCat(absl::StrJoin(expression.restriction.path, "/"), expression.restriction.argument.text);
  }
  return "";
}

std::string Parsed(absl::string_view text) {
  const absl::StatusOr<Expression> expression = ParseExpression(text);
  return expression.ok() ? Tree(*expression) : std::string(expression.status().message());
}

struct Case {
  std::string filter;
  std::string parsed;
};

class ParserTest : public testing::TestWithParam<Case> {};

TEST_P(ParserTest, Parses) { EXPECT_EQ(Parsed(GetParam().filter), GetParam().parsed) << GetParam().filter; }

INSTANTIATE_TEST_SUITE_P(
    Good, ParserTest,
    testing::Values(Case{"a", "a"}, Case{"a.b.c", "a/b/c"}, Case{"a AND b OR c", "all(a any(b c))"},
                    Case{"a OR b AND c", "all(any(a b) c)"}, Case{"a b OR c d", "all(a any(b c) d)"},
                    Case{"a AND b c", "all(a b c)"}, Case{"(a AND b) OR c", "any(all(a b) c)"}, Case{"NOT a", "not(a)"},
                    Case{"-a b", "all(not(a) b)"}, Case{"NOT (a OR b)", "not(any(a b))"}, Case{"((a))", "a"},
                    Case{"a=-5", "a-5"},
                    Case{"a = - 5",
                         "filter: at character 7: expected a value: \"text\", a number, true, false or the name of an "
                         "enum value, found '5'"},
                    Case{"a:*", "a*"}, Case{"a=\"x y\"", "ax y"}));

INSTANTIATE_TEST_SUITE_P(
    Bad, ParserTest,
    testing::Values(Case{"AND", "filter: at character 1: expected a field, NOT or '(', found 'AND'"},
                    Case{"a AND", "filter: at character 6: expected a field, NOT or '(', found the end"},
                    Case{"a OR OR b", "filter: at character 6: expected a field, NOT or '(', found 'OR'"},
                    Case{"NOT NOT a", "filter: at character 5: expected a field, NOT or '(', found 'NOT'"},
                    Case{"- - - a", "filter: at character 3: expected a field, NOT or '(', found '-'"},
                    Case{"= 5", "filter: at character 1: expected a field, NOT or '(', found '='"},
                    Case{"\"text\"", "filter: at character 1: expected a field, NOT or '(', found the text \"text\""},
                    Case{"沈丹", "filter: at character 1: expected a field, found '沈丹'"},
                    Case{"a..b", "filter: at character 1: expected a field, found 'a..b'"},
                    Case{".", "filter: at character 1: expected a field, found '.'"},
                    Case{"42", "filter: at character 1: expected a field, found '42'"},
                    Case{"a = = b",
                         "filter: at character 5: expected a value: \"text\", a number, true, false or the name of an "
                         "enum value, found '='"},
                    Case{"a = (b)",
                         "filter: at character 5: expected a value: \"text\", a number, true, false or the name of an "
                         "enum value, found '('"},
                    Case{"()", "filter: at character 2: expected a field, NOT or '(', found ')'"},
                    Case{"(a", "filter: at character 1: this '(' is never closed"},
                    Case{"a)", "filter: at character 2: expected AND, OR or the end, found ')'"},
                    Case{"(a b) = c", "filter: at character 7: expected a field, NOT or '(', found '='"}));

TEST(ParseExpression, DepthOfParenthesesIsBounded) {
  EXPECT_EQ(Parsed(Repeated("(", kFilterDepthMax) + "a" + Repeated(")", kFilterDepthMax)), "a");
  EXPECT_EQ(Parsed(Repeated("(", 2000)), "filter: at character 33: parentheses are nested at most 32 deep");
  EXPECT_EQ(Parsed(Repeated("NOT(", 500)), "filter: at character 132: parentheses are nested at most 32 deep");
}

TEST(ParseExpression, ParenthesesSideBySideAreNotDeep) {
  EXPECT_THAT(Parsed(Repeated("(a)", 100)), HasSubstr("all(a a "));
}

TEST(ParseExpression, NumberOfRestrictionsIsBounded) {
  EXPECT_THAT(ParseExpression(Repeated("a ", kFilterRestrictionsMax)), IsOk());
  EXPECT_EQ(Parsed(Repeated("a ", kFilterRestrictionsMax + 1)),
            "filter: at character 201: there may be at most 100 restrictions");
}

TEST(ParseExpression, LengthOfPathsIsBounded) {
  EXPECT_EQ(Parsed("a" + Repeated(".a", 16)), "filter: at character 1: a path has at most 16 fields");
}

TEST(ParseExpression, RunsOfMinusAndNotEndAtOnce) {
  EXPECT_THAT(Parsed(Repeated("-", 2000)), HasSubstr("at character 2: "));
  EXPECT_THAT(Parsed(Repeated("NOT ", 500)), HasSubstr("at character 5: "));
}

}  // namespace
}  // namespace jiedui::rpc
