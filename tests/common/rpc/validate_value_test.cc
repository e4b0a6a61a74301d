// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/validate_value.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace jiedui::rpc {
namespace {

using rules::v1::Format;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

FieldPlan PlanFor(Format format) {
  FieldPlan plan{.kind = ValueKind::kText, .format = format};
  plan.resource = "pairings/*/courses/*|pairings/*/postings/*";
  return plan;
}

struct FormatCase {
  Format format;
  std::string text;
  bool good;
};

class FormatTest : public testing::TestWithParam<FormatCase> {};

TEST_P(FormatTest, AcceptsOnlyWhatItSays) {
  const auto& [format, text, good] = GetParam();
  const std::string problem = ProblemOfText(text, PlanFor(format));
  EXPECT_EQ(problem.empty(), good) << text << ": " << problem;
}

INSTANTIATE_TEST_SUITE_P(
    Formats, FormatTest,
    testing::Values(
        FormatCase{rules::v1::FORMAT_DATE, "2024-02-29", true}, FormatCase{rules::v1::FORMAT_DATE, "1900-01-01", true},
        FormatCase{rules::v1::FORMAT_DATE, "2199-12-31", true}, FormatCase{rules::v1::FORMAT_DATE, "1899-12-31", false},
        FormatCase{rules::v1::FORMAT_DATE, "2200-01-01", false},
        FormatCase{rules::v1::FORMAT_DATE, "2023-02-29", false},
        FormatCase{rules::v1::FORMAT_DATE, "2021-13-01", false}, FormatCase{rules::v1::FORMAT_DATE, "2021-1-1", false},
        FormatCase{rules::v1::FORMAT_DATE, "2021-11-15 ", false},
        FormatCase{rules::v1::FORMAT_DATE, "2021/11/15", false},
        FormatCase{rules::v1::FORMAT_DATE, "+021-11-15", false},
        FormatCase{rules::v1::FORMAT_DATE, "２０２１-11-15", false}, FormatCase{rules::v1::FORMAT_ID, "a", true},
        FormatCase{rules::v1::FORMAT_ID, "p-1", true}, FormatCase{rules::v1::FORMAT_ID, std::string(63, 'a'), true},
        FormatCase{rules::v1::FORMAT_ID, std::string(64, 'a'), false}, FormatCase{rules::v1::FORMAT_ID, "1a", false},
        FormatCase{rules::v1::FORMAT_ID, "a-", false}, FormatCase{rules::v1::FORMAT_ID, "A", false},
        FormatCase{rules::v1::FORMAT_ID, "a/b", false}, FormatCase{rules::v1::FORMAT_ID, "", false},
        FormatCase{rules::v1::FORMAT_DIVISION, "33", true}, FormatCase{rules::v1::FORMAT_DIVISION, "3301", true},
        FormatCase{rules::v1::FORMAT_DIVISION, "330110", true},
        FormatCase{rules::v1::FORMAT_DIVISION, "330110001", true},
        FormatCase{rules::v1::FORMAT_DIVISION, "330110001002", true},
        FormatCase{rules::v1::FORMAT_DIVISION, "33011", false}, FormatCase{rules::v1::FORMAT_DIVISION, "33011a", false},
        FormatCase{rules::v1::FORMAT_DIVISION, "", false},
        FormatCase{rules::v1::FORMAT_RESOURCE_NAME, "pairings/a/courses/b", true},
        FormatCase{rules::v1::FORMAT_RESOURCE_NAME, "pairings/a/postings/b", true},
        FormatCase{rules::v1::FORMAT_RESOURCE_NAME, "pairings/a/courses/", false},
        FormatCase{rules::v1::FORMAT_RESOURCE_NAME, "pairings/a/courses/b/", false},
        FormatCase{rules::v1::FORMAT_RESOURCE_NAME, "pairings/*/courses/*", false},
        FormatCase{rules::v1::FORMAT_REQUEST_ID, "x", true},
        FormatCase{rules::v1::FORMAT_REQUEST_ID, std::string(64, '~'), true},
        FormatCase{rules::v1::FORMAT_REQUEST_ID, std::string(65, 'x'), false},
        FormatCase{rules::v1::FORMAT_REQUEST_ID, "a b", false},
        FormatCase{rules::v1::FORMAT_REQUEST_ID, "编号", false}));

TEST(ProblemOfText, EchoIsCutAndCleaned) {
  const std::string problem = ProblemOfText("\x1b[31m" + std::string(500, 'x'), PlanFor(rules::v1::FORMAT_DATE));
  EXPECT_THAT(problem, AllOf(HasSubstr("got \"?[31mxxx"), HasSubstr("x...\""), Not(HasSubstr("\x1b"))));
  EXPECT_LT(problem.size(), 200u);
}

TEST(ProblemOfText, RequestIdIsNotRepeated) {
  EXPECT_THAT(ProblemOfText("my phone", PlanFor(rules::v1::FORMAT_REQUEST_ID)), Not(HasSubstr("phone")));
}

TEST(ProblemOfText, LengthIsInCharacters) {
  FieldPlan plan{.kind = ValueKind::kText};
  plan.max_length = 3;
  EXPECT_EQ(ProblemOfText("沈丹丹", plan), "");
  EXPECT_EQ(ProblemOfText("abcd", plan), "must be at most 3 characters, has 4");
}

TEST(ProblemOfText, BlankIsWrongOnlyWhereRequired) {
  FieldPlan plan{.kind = ValueKind::kText};
  EXPECT_EQ(ProblemOfText("  ", plan), "");
  plan.required = true;
  EXPECT_EQ(ProblemOfText("  ", plan), "must not be blank");
}

TEST(ProblemOfBytes, HasALimitInBytes) {
  FieldPlan plan{.kind = ValueKind::kBytes};
  plan.max_length = 2;
  EXPECT_EQ(ProblemOfBytes("\xFF\xFF", plan), "");
  EXPECT_EQ(ProblemOfBytes("abc", plan), "must be at most 2 bytes, has 3");
}

TEST(ProblemOfInteger, BothEndsAreGood) {
  const FieldPlan plan{.kind = ValueKind::kInteger, .has_range = true, .min = 1, .max = 9};
  EXPECT_EQ(ProblemOfInteger(1, plan), "");
  EXPECT_EQ(ProblemOfInteger(9, plan), "");
  EXPECT_EQ(ProblemOfInteger(0, plan), "must be from 1 to 9, got 0");
  EXPECT_EQ(ProblemOfInteger(std::numeric_limits<int64_t>::min(), plan),
            "must be from 1 to 9, got -9223372036854775808");
}

TEST(ProblemOfMask, PathsAreFieldNames) {
  google::protobuf::FieldMask mask;
  mask.add_paths("display_name");
  EXPECT_EQ(ProblemOfMask(mask), "");
  mask.add_paths("\n");
  EXPECT_EQ(ProblemOfMask(mask), "must have paths of field names");
}

TEST(ProblemOfCount, ListMayBeFull) {
  FieldPlan plan{.kind = ValueKind::kText, .repeated = true, .max_items = 2};
  EXPECT_EQ(ProblemOfCount(0, plan), "");
  EXPECT_EQ(ProblemOfCount(2, plan), "");
  EXPECT_EQ(ProblemOfCount(3, plan), "must have at most 2 items, has 3");
  plan.required = true;
  EXPECT_EQ(ProblemOfCount(0, plan), "is required: 1 to 2 items");
}

}  // namespace
}  // namespace jiedui::rpc
