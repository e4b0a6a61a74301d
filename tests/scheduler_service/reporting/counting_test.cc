// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/counting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/reporting/counted.h"

namespace jiedui::scheduler {
namespace {

TEST(Counting, EachOperatorHasItsDays) {
  Ledger ledger;
  const Counting counting(YuhangCangxi(), AsOf("2021-11-15", "2021-10-01"), kAllFigures, ledger);
  const auto is_in = [&counting](FigureId figure, DayNumber day) { return counting.InPeriod(figure, day); };
  EXPECT_FALSE(is_in(FigureId::kShops, 20210930));
  EXPECT_TRUE(is_in(FigureId::kShops, 20211001));
  EXPECT_TRUE(is_in(FigureId::kShops, 20211115));
  EXPECT_FALSE(is_in(FigureId::kShops, 20211116));
  EXPECT_FALSE(is_in(FigureId::kEntities, 20210430));  // before the pairing's first day
  EXPECT_TRUE(is_in(FigureId::kEntities, 20210501));
  EXPECT_FALSE(is_in(FigureId::kEntities, 20211116));
  EXPECT_TRUE(is_in(FigureId::kCadresOnPost, 20180101));
  EXPECT_FALSE(is_in(FigureId::kCadresOnPost, 20211116));
}

TEST(Counting, TakesWantedFiguresOnly) {
  Ledger ledger;
  const Counting counting(YuhangCangxi(), AsOf("2021-11-15"), MaskOf(FigureId::kShops), ledger);
  counting.Add(FigureId::kShops, {.row = 0, .day = 20211001}, v1::NOT_COUNTED_REASON_UNSPECIFIED);
  counting.Add(FigureId::kEntities, {.row = 0, .day = 20211001}, v1::NOT_COUNTED_REASON_UNSPECIFIED);
  EXPECT_EQ(ledger[FigureId::kShops].size(), 1u);
  EXPECT_TRUE(ledger[FigureId::kEntities].empty());
}

TEST(Counting, AnotherReasonStaysWhateverTheDay) {
  Ledger ledger;
  const Counting counting(YuhangCangxi(), AsOf("2021-11-15"), kAllFigures, ledger);
  counting.Add(FigureId::kShops, {.row = 0, .day = 20211116}, v1::NOT_COUNTED_REASON_UNSPECIFIED);
  counting.Add(FigureId::kShops, {.row = 1, .day = 20211116}, v1::NOT_COUNTED_REASON_CANCELLED);
  EXPECT_EQ(ledger[FigureId::kShops][0].reason, v1::NOT_COUNTED_REASON_OUTSIDE_PERIOD);
  EXPECT_EQ(ledger[FigureId::kShops][1].reason, v1::NOT_COUNTED_REASON_CANCELLED);
}

TEST(Counting, DaysOfTheCalendar) {
  EXPECT_EQ(DayAfter(20210930), 20211001);
  EXPECT_EQ(DayAfter(20211231), 20220101);
  EXPECT_EQ(DaysFromTo(20210901, 20210925), 25);
  EXPECT_EQ(DaysFromTo(20210901, 20210930), 30);
  EXPECT_EQ(SixMonthsAfter(20210615), 20211215);
  EXPECT_EQ(SixMonthsAfter(20210831), 20220228);
}

}  // namespace
}  // namespace jiedui::scheduler
