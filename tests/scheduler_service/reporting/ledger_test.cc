// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::scheduler {
namespace {

constexpr FigureId kFigure = FigureId::kTalentPersons;

TEST(Ledger, DaysAreNumbersThatSort) {
  EXPECT_EQ(ToDayNumber("2021-11-15"), 20211115);
  EXPECT_EQ(FromDayNumber(20211115), "2021-11-15");
  EXPECT_EQ(FromDayNumber(ToDayNumber("2021-01-05")), "2021-01-05");
  EXPECT_EQ(ToDayNumber(""), 0);
  EXPECT_EQ(FromDayNumber(0), "");
  EXPECT_LT(ToDayNumber("2021-09-30"), ToDayNumber("2021-10-01"));
}

// The first day counts, and of one day the first row; the others say which one does.
TEST(Ledger, ASubjectCountsOnce) {
  Ledger ledger;
  for (int i = 0; i < 3; ++i) ledger.rows.Add("row");
  const uint32_t person = ledger.subjects.Add("persons/zhao");
  ledger.Add(kFigure, {.row = 0, .subject = person, .day = 20211108});
  ledger.Add(kFigure, {.row = 2, .subject = person, .day = 20211018});
  ledger.Add(kFigure, {.row = 1, .subject = person, .day = 20211018});
  ledger.Settle();
  EXPECT_EQ(ledger[kFigure][0].reason, v1::NOT_COUNTED_REASON_DUPLICATE);
  EXPECT_EQ(ledger[kFigure][0].counted_by, 1u);
  EXPECT_EQ(ledger[kFigure][1].counted_by, 1u);
  EXPECT_TRUE(ledger[kFigure][2].counts());
  EXPECT_EQ(CountFigure(ledger[kFigure]).value, 1);
  EXPECT_EQ(CountFigure(ledger[kFigure]).not_counted, 2);
}

TEST(Ledger, WhatDoesNotCountIsNobodysDuplicate) {
  Ledger ledger;
  const uint32_t person = ledger.subjects.Add("persons/zhao");
  ledger.Add(kFigure, {.row = 0, .subject = person, .day = 20211001, .reason = v1::NOT_COUNTED_REASON_CANCELLED});
  ledger.Add(kFigure, {.row = 1, .subject = person, .day = 20211002});
  ledger.Settle();
  EXPECT_EQ(ledger[kFigure][0].reason, v1::NOT_COUNTED_REASON_CANCELLED);
  EXPECT_TRUE(ledger[kFigure][1].counts());
}

TEST(Ledger, RowsWithoutASubjectAllCount) {
  Ledger ledger;
  ledger.Add(kFigure, {.row = 0, .day = 20211001});
  ledger.Add(kFigure, {.row = 1, .day = 20211001});
  ledger.Settle();
  EXPECT_EQ(CountFigure(ledger[kFigure]).value, 2);
}

// A part counts by itself whom another part has counted already, but each of its own once.
TEST(Ledger, PartsCountByThemselves) {
  Ledger ledger;
  const uint32_t zhao = ledger.subjects.Add("persons/zhao");
  const uint32_t qian = ledger.subjects.Add("persons/qian");
  const uint32_t a = ledger.AddPart("a", {.display_name = "A"});
  const uint32_t b = ledger.AddPart("b", {.display_name = "B"});
  ledger.Add(kFigure, {.row = 0, .subject = zhao, .part = a, .day = 20211001});
  ledger.Add(kFigure, {.row = 1, .subject = zhao, .part = a, .day = 20211002});
  ledger.Add(kFigure, {.row = 2, .subject = zhao, .part = b, .day = 20211003});
  ledger.Add(kFigure, {.row = 3, .subject = qian, .part = b, .day = 20211003});
  ledger.Add(kFigure, {.row = 4, .subject = qian, .part = a, .reason = v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED});
  ledger.Settle();
  const FigureCount count = CountFigure(ledger[kFigure]);
  EXPECT_EQ(count.value, 2);
  ASSERT_EQ(count.parts.size(), 2u);
  EXPECT_EQ(count.parts[0].value, 1);
  EXPECT_EQ(count.parts[1].value, 2);
  EXPECT_EQ(ledger.part_infos[b].display_name, "B");
}

}  // namespace
}  // namespace jiedui::scheduler
