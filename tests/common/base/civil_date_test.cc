// SPDX-License-Identifier: Apache-2.0
#include "common/base/civil_date.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui {
namespace {

TEST(ParseDate, TakesExactlyAnIsoDay) {
  EXPECT_EQ(ParseDate("2021-11-15"), absl::CivilDay(2021, 11, 15));
  EXPECT_EQ(ParseDate("2024-02-29"), absl::CivilDay(2024, 2, 29));
  EXPECT_EQ(ParseDate("1900-01-01"), absl::CivilDay(1900, 1, 1));
  EXPECT_EQ(ParseDate("2199-12-31"), absl::CivilDay(2199, 12, 31));
}

TEST(ParseDate, RefusesEverythingElse) {
  for (const char* text : {"",
                           "2021-11-1",
                           "2021-11-015",
                           "2021/11/15",
                           "20211115",
                           " 2021-11-15",
                           "2021-11-15 ",
                           "2021-1a-15",
                           "+021-11-15",
                           "2021--1-15",
                           "2021-00-15",
                           "2021-13-01",
                           "2021-11-00",
                           "2021-11-31",
                           "2023-02-29",
                           "1900-02-29",
                           "2100-02-29",
                           "1899-12-31",
                           "2200-01-01",
                           "0000-00-00",
                           "9999-99-99",
                           "2021-11-15T00:00:00Z",
                           "二〇二一-11-15"})
    EXPECT_EQ(ParseDate(text), std::nullopt) << text;
  EXPECT_EQ(ParseDate(absl::string_view("2021-11-1\0", 10)), std::nullopt);
}

TEST(FormatDate, IsWhatParseDateTakes) {
  for (absl::CivilDay day(1999, 12, 1); day < absl::CivilDay(2004, 4, 1); ++day)
    ASSERT_EQ(ParseDate(FormatDate(day)), day) << FormatDate(day);
  EXPECT_EQ(FormatDate(absl::CivilDay(2021, 3, 5)), "2021-03-05");
}

TEST(ShanghaiDay, BeginsAtSixteenOClockUtc) {
  const absl::Time midnight = absl::FromCivil(absl::CivilSecond(2021, 11, 14, 16, 0, 0), absl::UTCTimeZone());
  EXPECT_EQ(ShanghaiDay(midnight), absl::CivilDay(2021, 11, 15));
  EXPECT_EQ(ShanghaiDay(midnight - absl::Nanoseconds(1)), absl::CivilDay(2021, 11, 14));
}

TEST(Contains, BothEndsAreInside) {
  const DateRange range{"2021-10-25", "2021-11-05"};
  EXPECT_TRUE(Contains(range, "2021-10-25"));
  EXPECT_TRUE(Contains(range, "2021-11-05"));
  EXPECT_FALSE(Contains(range, "2021-10-24"));
  EXPECT_FALSE(Contains(range, "2021-11-06"));
  EXPECT_TRUE(Contains({"", "2021-11-05"}, "1900-01-01"));
  EXPECT_TRUE(Contains({"2021-10-25", ""}, "2199-12-31"));
}

TEST(Covers, EveryDayOfTheInnerRange) {
  const DateRange outer{"2021-10-25", "2021-11-05"};
  EXPECT_TRUE(Covers(outer, outer));
  EXPECT_TRUE(Covers(outer, {"2021-10-26", "2021-10-26"}));
  EXPECT_FALSE(Covers(outer, {"2021-10-24", "2021-10-26"}));
  EXPECT_FALSE(Covers(outer, {"2021-10-26", "2021-11-06"}));
  EXPECT_FALSE(Covers(outer, {"2021-10-26", ""}));
  EXPECT_FALSE(Covers(outer, {"", "2021-10-26"}));
  EXPECT_TRUE(Covers({"", ""}, {"", ""}));
  EXPECT_TRUE(Covers({"2021-10-25", ""}, {"2021-10-25", ""}));
}

TEST(Intersection, TouchingDaysOverlapNeighbouringDaysDoNot) {
  const auto touching = Intersection({"2021-10-25", "2021-11-05"}, {"2021-11-05", "2021-11-20"});
  ASSERT_TRUE(touching.has_value());
  EXPECT_EQ(touching->first, "2021-11-05");
  EXPECT_EQ(touching->last, "2021-11-05");
  EXPECT_FALSE(Intersection({"2021-10-25", "2021-11-05"}, {"2021-11-06", "2021-11-20"}).has_value());
}

TEST(Intersection, OpenEndsGiveWayToGivenOnes) {
  const auto right = Intersection({"2021-10-25", ""}, {"", "2021-11-05"});
  ASSERT_TRUE(right.has_value());
  EXPECT_EQ(ToString(*right), "2021-10-25..2021-11-05");
  const auto open = Intersection({"", ""}, {"2021-11-01", ""});
  ASSERT_TRUE(open.has_value());
  EXPECT_EQ(ToString(*open), "2021-11-01...");
  EXPECT_FALSE(Intersection({"2021-11-06", ""}, {"", "2021-11-05"}).has_value());
}

TEST(DaysIn, CountsBothEnds) {
  EXPECT_EQ(DaysIn({"2021-10-25", "2021-11-05"}), 12);
  EXPECT_EQ(DaysIn({"2021-10-25", "2021-10-25"}), 1);
  EXPECT_EQ(DaysIn({"2020-01-01", "2020-12-31"}), 366);
  EXPECT_EQ(DaysIn({"2021-10-25", "2021-10-24"}), 0);
  EXPECT_EQ(DaysIn({"2021-10-25", ""}), 0);
}

TEST(DateRangeToString, OpenEndIsDots) {
  EXPECT_EQ(ToString(DateRange{"2021-10-25", "2021-11-05"}), "2021-10-25..2021-11-05");
  EXPECT_EQ(ToString(DateRange{"2021-10-25", ""}), "2021-10-25...");
  EXPECT_EQ(ToString(DateRange{"", "2021-11-05"}), "...2021-11-05");
  EXPECT_EQ(ToString(DateRange{}), "every day");
}

}  // namespace
}  // namespace jiedui
