// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/working_days.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "common/base/civil_date.h"

namespace jiedui::registry {
namespace {

std::string After(const std::string& date, int count) { return FormatDate(WorkingDaysAfter(*ParseDate(date), count)); }

TEST(WorkingDays, SkipWeekendsHolidaysAndCountWeekendsWorked) {
  EXPECT_EQ(After("2021-11-01", 15), "2021-11-22");  // three weekends
  EXPECT_EQ(After("2021-09-24", 15), "2021-10-20");  // over National Day, with 09-26 and 10-09 worked
  EXPECT_EQ(After("2021-02-10", 1), "2021-02-18");   // the last day before the Spring Festival
  EXPECT_EQ(After("2030-01-04", 1), "2030-01-07");   // no announcement: weekends alone
  EXPECT_EQ(After("2021-11-01", 0), "2021-11-01");
}

TEST(WorkingDays, TheTableIsInOrderAndEachYearFreesTheHolidaysOfTheLaw) {
  // 全国年节及纪念日放假办法: 11 days, 13 since 2025.
  std::map<int, int> freed;
  std::string last;
  for (const CalendarChange& change : CalendarChanges()) {
    EXPECT_LT(last, change.first);
    EXPECT_LE(change.first, change.last);
    last = std::string(change.last);
    for (absl::CivilDay day = *ParseDate(change.first); day <= *ParseDate(change.last); ++day) {
      const bool is_weekend = absl::GetWeekday(day) >= absl::Weekday::saturday;
      EXPECT_TRUE(is_weekend || !change.works) << day;
      if (change.works == is_weekend) freed[static_cast<int>(day.year())] += change.works ? -1 : 1;
    }
  }
  const std::map<int, int> expected = {{2021, 11}, {2022, 11}, {2023, 11}, {2024, 11}, {2025, 13}, {2026, 13}};
  EXPECT_EQ(freed, expected);
}

}  // namespace
}  // namespace jiedui::registry
