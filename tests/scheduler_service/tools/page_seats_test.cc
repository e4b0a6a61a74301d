// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/page_seats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/tools/report_samples.h"

namespace jiedui::scheduler {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(SeatsHtml, TellsTheSeatsOfTheCourse) {
  EXPECT_THAT(SeatsHtml(SampleData()),
              AllOf(HasSubstr("<b>27 / 30</b>"), HasSubstr("class=\"fill\" width=\"90%\""), HasSubstr("候补")));
}

TEST(SeatsHtml, TellsTheSeatsOfEachTownship) {
  const std::string html = SeatsHtml(SampleData());
  EXPECT_EQ(Occurrences(html, "<tr data-division="), 3);
  EXPECT_THAT(html, AllOf(HasSubstr("<th scope=\"row\">陵江镇</th>"), HasSubstr("<td class=\"n\">2 / 2</td>")));
  EXPECT_THAT(html, HasSubstr("机动名额"));
}

TEST(SeatsHtml, ShowsTheCodeOfATownshipWithoutAName) {
  EXPECT_THAT(SeatsHtml(SampleData()), HasSubstr("<code>510824111</code>"));
}

TEST(SeatsHtml, TellsSeatsThatWereGivenBack) {
  const std::string html = SeatsHtml(SampleData());
  EXPECT_THAT(html.substr(html.find("510824111")), AllOf(HasSubstr("0 / 0"), HasSubstr("收回")));
}

TEST(SeatsHtml, LeavesOutTownshipsThatSayNothing) {
  ReportData data = SampleData();
  data.ledgers[0].mutable_counts(1)->set_released(0);
  EXPECT_THAT(SeatsHtml(data), Not(HasSubstr("510824111")));
}

TEST(SeatsHtml, APoolAloneNeedsNoTable) {
  ReportData data = SampleData();
  data.ledgers[0].mutable_counts()->DeleteSubrange(0, 2);
  EXPECT_THAT(SeatsHtml(data), AllOf(HasSubstr("27 / 30"), Not(HasSubstr("<table"))));
}

TEST(SeatsHtml, SaysHowManyCoursesAreLeftOut) {
  ReportData data = SampleData();
  data.courses_without_ledger = 5;
  EXPECT_THAT(SeatsHtml(data), HasSubstr("另有 5 期因篇幅未列。"));
}

TEST(SeatsHtml, IsNothingWithoutCourses) {
  ReportData data = SampleData();
  data.ledgers.clear();
  EXPECT_EQ(SeatsHtml(data), "");
}

}  // namespace
}  // namespace jiedui::scheduler
