// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/filter_value.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/wrappers.pb.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "tests/support/status_matchers.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::Message;
using testing::HasSubstr;

// Whether "value <sign> argument" holds for the one field of a wrapper message.
absl::StatusOr<bool> Compared(const Message& wrapper, const std::string& sign_and_argument) {
  const std::vector<Token> tokens = *TokenizeFilter(sign_and_argument);
  const auto& field = *wrapper.GetDescriptor()->field(0);
  const absl::StatusOr<ValueTest> test = ValueTest::Bind(field, tokens[0].comparator, tokens[1]);
  if (!test.ok()) return test.status();
  return test->Holds(wrapper, field, -1);
}

template <typename Wrapper, typename Value>
Wrapper Wrap(Value value) {
  Wrapper wrapper;
  wrapper.set_value(value);
  return wrapper;
}

TEST(ValueTest, IntegersCompareAsNumbers) {
  const auto nine = Wrap<google::protobuf::Int32Value>(9);
  for (const char* holds : {"=9", "!=10", "<10", "<=9", ">8", ">=9", ":9", "<9223372036854775807"})
    EXPECT_THAT(Compared(nine, holds), IsOkAndHolds(true)) << holds;
  for (const char* fails : {"=90", "!=9", "<9", ">9", "<=8", ">=10", ":1"})
    EXPECT_THAT(Compared(nine, fails), IsOkAndHolds(false)) << fails;
}

TEST(ValueTest, HugeAndBrokenNumbersAreRefused) {
  const auto nine = Wrap<google::protobuf::Int64Value>(9);
  for (const char* bad : {"=9223372036854775808", "=99999999999999999999999", "=1.5", "=0x9", "=nine", "=\"9\"", "=9*"})
    EXPECT_THAT(Compared(nine, bad),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("expected a whole number from -9223372036854775808 to 9223372036854775807")))
        << bad;
}

TEST(ValueTest, UnsignedNumbersReachToTheirEnd) {
  const auto most = Wrap<google::protobuf::UInt64Value>(18446744073709551615u);
  EXPECT_THAT(Compared(most, "=18446744073709551615"), IsOkAndHolds(true));
  EXPECT_THAT(Compared(most, ">9223372036854775807"), IsOkAndHolds(true));
  EXPECT_THAT(Compared(most, "=18446744073709551616"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Compared(Wrap<google::protobuf::UInt32Value>(7u), ">6"), IsOkAndHolds(true));
}

TEST(ValueTest, RealNumbersAreFinite) {
  const auto half = Wrap<google::protobuf::DoubleValue>(0.5);
  EXPECT_THAT(Compared(half, "<0.75"), IsOkAndHolds(true));
  EXPECT_THAT(Compared(half, ">=5e-1"), IsOkAndHolds(true));
  EXPECT_THAT(Compared(Wrap<google::protobuf::FloatValue>(0.5f), "=0.5"), IsOkAndHolds(true));
  for (const char* bad : {"<1e999", "=nan", "=inf", "=x", "=\"0.5\""})
    EXPECT_THAT(Compared(half, bad), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("expected a number")))
        << bad;
}

TEST(ValueTest, BooleansHaveNoOrder) {
  const auto yes = Wrap<google::protobuf::BoolValue>(true);
  EXPECT_THAT(Compared(yes, "=true"), IsOkAndHolds(true));
  EXPECT_THAT(Compared(yes, ":false"), IsOkAndHolds(false));
  EXPECT_THAT(Compared(yes, "!=false"), IsOkAndHolds(true));
  EXPECT_THAT(Compared(yes, ">false"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("has no order")));
  EXPECT_THAT(Compared(yes, "=TRUE"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("true or false")));
  EXPECT_THAT(Compared(yes, "=\"true\""), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("true or false")));
}

TEST(ValueTest, BytesCannotBeCompared) {
  EXPECT_THAT(Compared(Wrap<google::protobuf::BytesValue>("x"), "=x"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("cannot be compared")));
}

TEST(ValueTest, TextComparesByItsBytes) {
  const auto text = Wrap<google::protobuf::StringValue>("b");
  for (const char* holds : {"=b", "<c", ">\"a\"", "<=b", "<沈", ":b", "!=\"a*\"", "=*"})
    EXPECT_THAT(Compared(text, holds), IsOkAndHolds(true)) << holds;
}

// Whether "birth_date <sign> argument" holds for somebody born on that day.
absl::StatusOr<bool> BirthDateCompared(const std::string& birth_date, const std::string& sign_and_argument) {
  registry::v1::Person person;
  person.set_birth_date(birth_date);
  const std::vector<Token> tokens = *TokenizeFilter(sign_and_argument);
  const auto& field = *person.GetDescriptor()->FindFieldByName("birth_date");
  const absl::StatusOr<ValueTest> test = ValueTest::Bind(field, tokens[0].comparator, tokens[1]);
  if (!test.ok()) return test.status();
  return test->Holds(person, field, -1);
}

TEST(ValueTest, DatesCompareWithDatesAndTheirParts) {
  for (const char* holds : {"=1990-08-24", "=\"1990-*\"", "=\"*-24\"", "!=\"1991*\"", "=*", ":\"-08-\"", ":1990",
                            "<1991", ">=1990-08", ">\"\"", "!=\"\"", "<=\"2199-12-31\""})
    EXPECT_THAT(BirthDateCompared("1990-08-24", holds), IsOkAndHolds(true)) << holds;
  EXPECT_THAT(BirthDateCompared("", "=\"\""), IsOkAndHolds(true));
}

TEST(ValueTest, WhatIsNoDateIsRefusedForOne) {
  for (const char* bad :
       {">abc", "=5", "=1990", ">\"2021-13-45\"", "<2021-02-30", "!=2021-1-1", "=\"199x*\"", ":abc", "<\"20\"",
        ">2021-13", "<\"2021-11-\"", ">9999-12-31", "=\"1990-08-24T00:00:00Z\"", "=\"1990-08-24-*\""})
    EXPECT_THAT(BirthDateCompared("1990-08-24", bad),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("a date \"YYYY-MM-DD\"")))
        << bad;
}

TEST(IsTimestamp, KnowsOnlyTimestamps) {
  const auto& course = *scheduler::v1::Course::descriptor();
  EXPECT_TRUE(IsTimestamp(*course.FindFieldByName("create_time")));
  EXPECT_FALSE(IsTimestamp(*course.FindFieldByName("requirements")));
  EXPECT_FALSE(IsTimestamp(*course.FindFieldByName("seats")));
}

}  // namespace
}  // namespace jiedui::rpc
