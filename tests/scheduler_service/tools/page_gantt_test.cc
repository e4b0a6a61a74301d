// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/page_gantt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/tools/report_samples.h"

namespace jiedui::scheduler {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(GanttHtml, HasARowForEachCourseAndPosting) {
  const std::string html = GanttHtml(SampleData());
  EXPECT_EQ(Occurrences(html, "<svg class=\"lane\""), 2);
  EXPECT_THAT(html, AllOf(HasSubstr("<rect class=\"course\""), HasSubstr("<rect class=\"posting\"")));
  EXPECT_THAT(html, HasSubstr("2021-10-18 – 2021-10-29"));
}

TEST(GanttHtml, GroupsThemUnderWords) {
  const std::string html = GanttHtml(SampleData());
  EXPECT_THAT(html, AllOf(HasSubstr("培训：人才培训项目"), HasSubstr("Courses: Talent training"),
                          HasSubstr("选派：医生（东→西）"), HasSubstr("Postings: Doctors (east to west)")));
}

TEST(GanttHtml, MarksTheDayOfTheReport) {
  EXPECT_THAT(GanttHtml(SampleData()), AllOf(HasSubstr("<line class=\"now\""), HasSubstr("竖线为截至日 2021-11-15")));
}

TEST(GanttHtml, PointsBeyondItsEnd) {
  EXPECT_EQ(Occurrences(GanttHtml(SampleData()), "class=\"arrow\""), 1);  // the posting to 2024
}

TEST(GanttHtml, ShowsWhatWasCancelledOtherwise) {
  ReportData data = SampleData();
  data.courses[0].set_state(v1::Course::STATE_CANCELLED);
  EXPECT_THAT(GanttHtml(data), AllOf(HasSubstr("class=\"course cancelled\""), HasSubstr("已取消")));
}

TEST(GanttHtml, TellsWhatLiesOutside) {
  ReportData data = SampleData();
  data.courses.push_back(SampleCourse("old", "2019-01-01", "2019-01-05"));
  EXPECT_THAT(GanttHtml(data), HasSubstr("另有 1 项不在图示期内。"));
}

TEST(GanttHtml, TellsWhatThereWasNoRoomFor) {
  ReportData data = SampleData();
  for (int i = 0; i < kGanttRowsMax; ++i) data.courses.push_back(SampleCourse("c", "2021-10-18", "2021-10-29"));
  const std::string html = GanttHtml(data);
  EXPECT_EQ(Occurrences(html, "<svg class=\"lane\""), kGanttRowsMax);
  EXPECT_THAT(html, HasSubstr("另有 2 项因篇幅未列。"));
}

TEST(GanttHtml, SaysThatThereIsNothing) {
  ReportData data = SampleData();
  data.courses.clear();
  data.postings.clear();
  EXPECT_THAT(GanttHtml(data), AllOf(HasSubstr("期内没有培训和选派。"), Not(HasSubstr("<svg"))));
}

TEST(GanttHtml, TitlesStayText) {
  ReportData data = SampleData();
  data.postings[0].set_display_name(kHostileName);
  EXPECT_THAT(GanttHtml(data), Not(HasSubstr("<script")));
}

}  // namespace
}  // namespace jiedui::scheduler
