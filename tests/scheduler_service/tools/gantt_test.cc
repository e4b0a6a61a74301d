// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/gantt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::scheduler {
namespace {

// 200 days: 2021-01-01..2021-07-19.
TimeLine TwoHundredDays(const std::vector<DateRange>& items = {}) { return {"2021-01-01", "2021-07-19", items}; }

TEST(TimeLine, CoversThePeriod) {
  EXPECT_EQ(TwoHundredDays().Days(), 200);
  EXPECT_DOUBLE_EQ(TwoHundredDays().Percent(absl::CivilDay(2021, 1, 1)), 0);
  EXPECT_DOUBLE_EQ(TwoHundredDays().Percent(absl::CivilDay(2021, 4, 11)), 50);
}

TEST(TimeLine, ReachesAsFarAsSomethingLasts) { EXPECT_EQ(TwoHundredDays({{"2021-06-01", "2021-07-29"}}).Days(), 210); }

TEST(TimeLine, ReachesNoFurtherThanAThirdBeyond) {
  EXPECT_EQ(TwoHundredDays({{"2021-06-01", "2024-05-31"}}).Days(), 266);
  EXPECT_EQ(TwoHundredDays({{"2021-06-01", ""}}).Days(), 266);
  EXPECT_EQ(TimeLine("2021-05-01", "2021-05-01", {{"2021-05-01", "2022-05-01"}}).Days(), 32);
}

TEST(TimeLine, BeginsWithTheFirstItemWhereThePeriodHasNoBeginning) {
  EXPECT_EQ(TimeLine("", "2021-11-15", {{"2021-06-15", "2021-11-01"}, {"2021-05-02", ""}}).first(),
            absl::CivilDay(2021, 5, 2));
  EXPECT_EQ(TimeLine("", "2021-11-15", {{"2021-12-01", "2021-12-31"}}).first(), absl::CivilDay(2021, 11, 15));
}

TEST(BarOf, LiesWhereItsDaysLie) {
  const TimeBar bar = BarOf(TwoHundredDays(), {"2021-01-21", "2021-02-09"});
  EXPECT_DOUBLE_EQ(bar.left, 10);
  EXPECT_DOUBLE_EQ(bar.width, 10);
  EXPECT_FALSE(bar.began_before || bar.goes_on);
}

TEST(BarOf, ASingleDayHasItsWidth) {
  EXPECT_DOUBLE_EQ(BarOf(TwoHundredDays(), {"2021-07-19", "2021-07-19"}).width, 0.5);
}

TEST(BarOf, SaysWhereItIsCut) {
  const TimeBar bar = BarOf(TwoHundredDays(), {"2020-06-01", "2024-05-31"});
  EXPECT_DOUBLE_EQ(bar.left, 0);
  EXPECT_DOUBLE_EQ(bar.width, 100);
  EXPECT_TRUE(bar.began_before && bar.goes_on);
}

TEST(BarOf, IsNothingOutside) {
  EXPECT_EQ(BarOf(TwoHundredDays(), {"2020-06-01", "2020-12-31"}).width, 0);
  EXPECT_EQ(BarOf(TwoHundredDays(), {"2021-07-20", "2021-08-01"}).width, 0);
  EXPECT_EQ(BarOf(TwoHundredDays(), {"2021-03-02", "2021-03-01"}).width, 0);
}

TEST(MarksOf, AreMonthsInAYear) {
  const std::vector<TimeMark> marks = MarksOf(TimeLine("2021-05-01", "2022-01-20", {}));
  ASSERT_EQ(marks.size(), 9);
  EXPECT_EQ(marks[0].label.zh, "5月");
  EXPECT_EQ(marks[0].label.en, "May");
  EXPECT_EQ(marks[0].year, "2021");
  EXPECT_EQ(marks[1].year, "");
  EXPECT_EQ(marks[8].label.en, "Jan");
  EXPECT_EQ(marks[8].year, "2022");
}

TEST(MarksOf, LeaveOutAMonthThatBeganBefore) {
  EXPECT_EQ(MarksOf(TimeLine("2021-05-02", "2021-08-20", {})).front().label.zh, "6月");
}

TEST(MarksOf, AreQuartersAndYearsInLongerTimes) {
  const std::vector<TimeMark> quarters = MarksOf(TimeLine("2021-01-01", "2023-06-30", {}));
  EXPECT_EQ(quarters.size(), 10);
  EXPECT_EQ(quarters[1].label.zh, "4月");
  const std::vector<TimeMark> years = MarksOf(TimeLine("2016-01-01", "2021-06-30", {}));
  EXPECT_EQ(years.size(), 6);
  EXPECT_EQ(years[5].year, "2021");
}

}  // namespace
}  // namespace jiedui::scheduler
