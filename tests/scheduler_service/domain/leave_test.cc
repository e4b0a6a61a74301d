// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/leave.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/clashes.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// U16: 158 days of maternity leave on a posting to 2022-07-31, and a course in between.
v1::Leave Maternity() {
  return FromText<v1::Leave>(R"pb(
    name: "persons/li/leaves/l1"
    start_date: "2022-01-10"
    end_date: "2022-06-16"
    kind: KIND_MATERNITY
    reason: "产假158天")pb");
}

v1::PersonCalendar Calendar() {
  return FromText<v1::PersonCalendar>(R"pb(
    person: "persons/li"
    engagements { assignment: "a" item: "pairings/yh-cx/postings/p" start_date: "2021-08-01" end_date: "2022-07-31" }
    engagements {
      assignment: "b"
      item: "pairings/yh-cx/courses/c"
      start_date: "2022-03-01"
      end_date: "2022-03-05"
      intensity: INTENSITY_PART_TIME
    })pb");
}

TEST(NewLeave, SaysWhatItMeets) {
  const auto change = NewLeave(Calendar(), Maternity(), SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_THAT(change->leave.courses_affected(), ElementsAre("pairings/yh-cx/courses/c"));
  EXPECT_THAT(change->leave.postings_suspended(), ElementsAre("pairings/yh-cx/postings/p"));
  ASSERT_EQ(change->calendar.leaves_size(), 1);
  EXPECT_EQ(DaysIn({change->leave.start_date(), change->leave.end_date()}), 158);
}

TEST(NewLeave, MarksTheCourseAndNotThePosting) {
  v1::PersonCalendar calendar = NewLeave(Calendar(), Maternity(), SomeStamp())->calendar;
  MarkClashes(calendar);
  EXPECT_FALSE(calendar.engagements(0).in_clash());
  EXPECT_TRUE(calendar.engagements(1).in_clash());
  RemoveLeave(calendar, "persons/li/leaves/l1");
  MarkClashes(calendar);
  EXPECT_FALSE(HasClashes(calendar));
}

TEST(NewLeave, NoDayTwice) {
  const v1::PersonCalendar calendar = NewLeave(Calendar(), Maternity(), SomeStamp())->calendar;
  v1::Leave second = Maternity();
  second.set_start_date("2022-06-16");
  second.set_end_date("2022-06-20");
  EXPECT_THAT(RulesIn(NewLeave(calendar, second, SomeStamp()).status()),
              ElementsAre(HasSubstr("LEAVE_OVERLAP persons/li/leaves/l1: found a leave on 2022-06-16..2022-06-16")));
  second.set_start_date("2022-06-17");
  EXPECT_THAT(NewLeave(calendar, second, SomeStamp()), IsOk());
}

TEST(CheckLeave, InOrderAndNotTooLong) {
  v1::Leave leave = Maternity();
  EXPECT_THAT(CheckLeave(leave), IsOk());
  leave.set_end_date("2022-01-09");
  EXPECT_THAT(FieldsIn(CheckLeave(leave)), ElementsAre("leave.end_date"));
  leave.set_end_date("2024-01-09");
  EXPECT_THAT(FieldsIn(CheckLeave(leave)), ElementsAre("leave.end_date"));
}

TEST(HideWhy, LeavesTheDays) {
  v1::Leave leave = Maternity();
  HideWhy(leave);
  EXPECT_EQ(leave.kind(), v1::Leave::KIND_UNSPECIFIED);
  EXPECT_EQ(leave.reason(), "");
  EXPECT_EQ(leave.end_date(), "2022-06-16");
}

}  // namespace
}  // namespace jiedui::scheduler
