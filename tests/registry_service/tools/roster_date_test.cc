// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_date.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::registry {
namespace {

using testing::Eq;
using testing::Optional;

TEST(DateFromText, ReadsTheFormsOfSpreadsheetsAndForms) {
  for (const char* text : {"2021-10-31", "2021/10/31", "2021.10.31", "2021年10月31日", "2021年10月31号", "20211031",
                           "44500", " 2021-10-31 ", "２０２１年１０月３１日", "2021 年 10 月 31 日",
                           "2021/10/31 0:00:00", "2021-10-31 08:30", "2021-10-31T08:30:00"})
    EXPECT_THAT(DateFromText(text), Optional(Eq("2021-10-31"))) << text;
  EXPECT_THAT(DateFromText("2021/1/2"), Optional(Eq("2021-01-02")));
  EXPECT_THAT(DateFromText("1988年8月8日"), Optional(Eq("1988-08-08")));
}

TEST(DateFromText, CountsSerialNumbersAsSpreadsheetsDo) {
  EXPECT_THAT(DateFromText("44197"), Optional(Eq("2021-01-01")));
  EXPECT_THAT(DateFromText("36526"), Optional(Eq("2000-01-01")));
  EXPECT_THAT(DateFromText("10000"), Optional(Eq("1927-05-18")));
  EXPECT_THAT(DateFromText("99999"), Optional(Eq("2173-10-13")));
}

TEST(DateFromText, RefusesTheRest) {
  for (const char* text :
       {"",           "1988",       "2021-02-29", "2021-13-01", "20211301", "2021-10", "202110",       "21-10-31",
        "10/31/2021", "31.10.2021", "123456",     "1234567",    "440",      "abc",     "2021-10-31-1", "2021--31",
        "1899-12-31", "2200-01-01", "44500.5",    "十月一日"})
    EXPECT_EQ(DateFromText(text), std::nullopt) << text;
}

TEST(MonthFromText, ReadsAMonthWithoutADay) {
  for (const char* text : {"1988-08", "1988/8", "1988.08", "1988.8", "1988年8月", "198808"})
    EXPECT_THAT(MonthFromText(text), Optional(Eq("1988-08"))) << text;
  for (const char* text : {"", "1988", "1988-13", "1988-08-08", "88.8", "198800"})
    EXPECT_EQ(MonthFromText(text), std::nullopt) << text;
}

TEST(BirthDateFromId, ReadsBothLengths) {
  EXPECT_THAT(BirthDateFromId("990824198808088886"), Optional(Eq("1988-08-08")));
  EXPECT_THAT(BirthDateFromId("'99082419880808888x"), Optional(Eq("1988-08-08")));
  EXPECT_THAT(BirthDateFromId("990824850101999"), Optional(Eq("1985-01-01")));
  for (const char* number : {"", "990824198813018886", "99082419880808888", "E12345678"})
    EXPECT_EQ(BirthDateFromId(number), std::nullopt) << number;
}

}  // namespace
}  // namespace jiedui::registry
