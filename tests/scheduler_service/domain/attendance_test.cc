// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/attendance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <utility>

#include "tests/scheduler_service/attendance_samples.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using AMark = v1::AttendanceMark;

constexpr absl::StatusCode kFailedPrecondition = absl::StatusCode::kFailedPrecondition;

std::vector<std::string> Refused(const AttendanceFacts& facts, const AMark& mark, const Stamp& stamp) {
  const auto change = Mark(facts, mark, stamp);
  EXPECT_THAT(change, FailsWith(kFailedPrecondition, "RULES_FAILED"));
  return RulesIn(change.status());
}

std::string WhyTooMuch(const AttendanceFacts& facts) {
  const auto violation = MissedTooMuch(facts);
  return violation.has_value() ? absl::StrCat(violation->rule, " ", violation->description) : "";
}

// U11: 3 * 7 = 21 <= 24, 4 * 7 = 28 > 24.
TEST(MissedTooMuch, OneSeventhOf24HalfDays) {
  EXPECT_EQ(WhyTooMuch(Missed(Trainee(), 0)), "");
  EXPECT_EQ(WhyTooMuch(Missed(Trainee(), 3)), "");
  EXPECT_EQ(WhyTooMuch(Missed(Trainee(), 4)),
            "ATTENDANCE found missed 4 of 24 half-days (缺勤4/24 > 1/7), required at most 1/7");
}

TEST(MissedTooMuch, ExactlyOneSeventhIsNotTooMuch) {
  AttendanceFacts facts = Trainee();
  facts.course.set_half_days(28);
  EXPECT_EQ(WhyTooMuch(Missed(facts, 4)), "");
  facts.course.set_half_days(27);
  EXPECT_THAT(WhyTooMuch(Missed(facts, 4)), HasSubstr("缺勤4/27 > 1/7"));
}

TEST(MissedTooMuch, ByTheCoursesOwnDivisor) {
  AttendanceFacts facts = Trainee();
  facts.course.mutable_attendance_rule()->set_absence_divisor_max(12);
  EXPECT_EQ(WhyTooMuch(Missed(facts, 2)), "");
  EXPECT_THAT(WhyTooMuch(Missed(facts, 3)), HasSubstr("缺勤3/24 > 1/12"));
  facts.course.mutable_attendance_rule()->set_absence_divisor_max(0);  // as if there were none
  EXPECT_EQ(WhyTooMuch(Missed(facts, 3)), "");
}

// 80 % of 24 is 19.2: 20 are enough, 19 are not.
TEST(MissedTooMuch, ByPercentOfWhatWasAttended) {
  AttendanceFacts facts = Trainee();
  facts.course.mutable_attendance_rule()->set_attendance_percent_min(80);
  EXPECT_EQ(WhyTooMuch(Missed(facts, 4)), "");
  EXPECT_EQ(WhyTooMuch(Missed(facts, 5)),
            "ATTENDANCE found attended 19 of 24 half-days (出勤19/24 < 80%), required at least 80%");
  facts.course.set_half_days(20);
  EXPECT_EQ(WhyTooMuch(Missed(facts, 4)), "");  // exactly 80 %
  facts.course.mutable_attendance_rule()->set_attendance_percent_min(100);
  EXPECT_THAT(WhyTooMuch(Missed(facts, 1)), HasSubstr("出勤19/20 < 100%"));
}

TEST(Tallied, OnlyLeaveOfOnesOwnAndAbsenceAreMissed) {
  for (const auto kind : {AMark::KIND_PERSONAL_LEAVE, AMark::KIND_SICK_LEAVE, AMark::KIND_ABSENT})
    EXPECT_EQ(Tallied(Missed(Trainee(), 2, kind)).missed(), 2) << AMark::Kind_Name(kind);
  for (const auto kind : {AMark::KIND_PRESENT, AMark::KIND_LATE, AMark::KIND_LEFT_EARLY, AMark::KIND_OFFICIAL_LEAVE})
    EXPECT_EQ(Tallied(Missed(Trainee(), 2, kind)).missed(), 0) << AMark::Kind_Name(kind);
}

TEST(Tallied, WhatIsNotMarkedIsNoAbsence) {
  const v1::AttendanceSheet sheet = Tallied(Missed(Trainee(), 3));
  EXPECT_EQ(sheet.marks_size(), 3);
  EXPECT_EQ(sheet.half_days(), 24);
  EXPECT_EQ(sheet.attended(), 21);
  EXPECT_TRUE(sheet.passes());
}

// Who comes in the middle, in another's place, was not there before.
TEST(Tallied, DaysBeforeThePersonCameAreMissed) {
  AttendanceFacts facts = Trainee();
  facts.assignment.set_start_date("2021-10-24");
  v1::AttendanceSheet sheet = Tallied(facts);
  EXPECT_EQ(sheet.not_there(), 12);
  EXPECT_EQ(sheet.missed(), 12);
  EXPECT_FALSE(sheet.passes());
  facts.course.set_half_days(20);  // six of twelve days
  EXPECT_EQ(Tallied(facts).not_there(), 10);
}

// Marks of days that are no longer the person's, after they left, are not counted twice.
TEST(Tallied, DaysAfterThePersonLeftAreMissedOnce) {
  AttendanceFacts facts = Trainee();
  for (int i = 20; i < 24; ++i) facts.sheet = Mark(facts, HalfDay(i, AMark::KIND_ABSENT), OctoberNoon(30))->sheet;
  facts.assignment.set_state(v1::Assignment::STATE_ENDED_EARLY);
  facts.assignment.set_end_date("2021-10-27");
  EXPECT_EQ(Tallied(facts).missed(), 4);
}

TEST(Tallied, ACourseThatWasMadeShorterThanWhatWasMissed) {
  AttendanceFacts facts = Missed(Trainee(), 10);
  facts.course.set_half_days(8);
  EXPECT_EQ(Tallied(facts).missed(), 8);
  EXPECT_EQ(Tallied(facts).attended(), 0);
}

TEST(Mark, TheSameHalfDayTwiceIsAnUpdate) {
  AttendanceFacts facts = Missed(Trainee(), 1);
  const auto again = Mark(facts, HalfDay(0, AMark::KIND_SICK_LEAVE, "发烧"), OctoberNoon(19));
  ASSERT_THAT(again, IsOk());
  EXPECT_TRUE(again->changed);
  EXPECT_FALSE(again->is_new);
  facts.sheet = again->sheet;
  EXPECT_EQ(Tallied(facts).missed(), 1);
  EXPECT_EQ(facts.sheet.marks(0).actor(), "teacher");
  EXPECT_EQ(facts.sheet.marks(0).record_time().seconds(), absl::ToUnixSeconds(OctoberNoon(19).now));
}

TEST(Mark, ExactlyTheSameChangesNothing) {
  const AttendanceFacts facts = Missed(Trainee(), 1);
  const auto again = Mark(facts, HalfDay(0, AMark::KIND_ABSENT), OctoberNoon(28));
  ASSERT_THAT(again, IsOk());
  EXPECT_FALSE(again->changed);
}

TEST(Mark, MoreThanSevenDaysLateNeedsAReason) {
  EXPECT_THAT(Mark(Trainee(), HalfDay(0, AMark::KIND_ABSENT), OctoberNoon(25)), IsOk());
  EXPECT_THAT(Refused(Trainee(), HalfDay(0, AMark::KIND_ABSENT), OctoberNoon(26)),
              ElementsAre(HasSubstr("found an entry for 2021-10-18 on 2021-10-26 without a reason")));
  EXPECT_THAT(Refused(Trainee(), HalfDay(0, AMark::KIND_ABSENT, " "), OctoberNoon(26)),
              ElementsAre(StartsWith("LATE_ENTRY_REASON")));
  EXPECT_THAT(Mark(Trainee(), HalfDay(0, AMark::KIND_ABSENT, "签到表补交"), OctoberNoon(26)), IsOk());
}

TEST(Mark, OnlyOnDaysOfTheAssignmentThatHaveCome) {
  EXPECT_THAT(Refused(Trainee(), MarkOn("2021-10-17", AMark::HALF_MORNING, AMark::KIND_PRESENT), OctoberNoon(20)),
              ElementsAre(HasSubstr("found 2021-10-17, required 2021-10-18..2021-10-29")));
  EXPECT_THAT(Refused(Trainee(), HalfDay(6, AMark::KIND_PRESENT), OctoberNoon(20)),
              ElementsAre(HasSubstr("found 2021-10-21, required 2021-10-20 or before")));
  EXPECT_THAT(Mark(Trainee(), HalfDay(5, AMark::KIND_PRESENT), OctoberNoon(20)), IsOk());
  EXPECT_THAT(Refused(Trainee(), MarkOn("2021-10-30", AMark::HALF_MORNING, AMark::KIND_PRESENT), OctoberNoon(20)),
              ElementsAre(StartsWith("DATE_OUTSIDE"), StartsWith("DATE_IN_FUTURE")));
}

TEST(Mark, OnlyBetweenCheckInAndCertificate) {
  AttendanceFacts facts{.assignment = Seated().assignment, .course = RunningClinical()};
  EXPECT_THAT(Refused(facts, HalfDay(0, AMark::KIND_PRESENT), OctoberNoon(18)),
              ElementsAre(HasSubstr("found CONFIRMED, required one that has checked in")));
  EXPECT_THAT(Mark(Completed(), HalfDay(0, AMark::KIND_PRESENT), OctoberNoon(18)), IsOk());
  facts = Completed();
  facts.assignment.mutable_certificate()->set_number("yh-cx-2021-000001");
  EXPECT_THAT(Refused(facts, HalfDay(0, AMark::KIND_PRESENT), OctoberNoon(18)),
              ElementsAre(StartsWith("ASSIGNMENT_STATE")));
}

TEST(Mark, NotInACourseThatIsPutAwayOrCancelled) {
  AttendanceFacts facts = Trainee();
  for (const auto state : {v1::Course::STATE_ARCHIVED, v1::Course::STATE_CANCELLED}) {
    facts.course.set_state(state);
    EXPECT_THAT(Refused(facts, HalfDay(0, AMark::KIND_PRESENT), OctoberNoon(18)),
                ElementsAre(StartsWith("ITEM_STATE")));
  }
  facts.course.set_state(v1::Course::STATE_ENDED);
  EXPECT_THAT(Mark(facts, HalfDay(0, AMark::KIND_PRESENT), OctoberNoon(18)), IsOk());
}

TEST(Mark, NotMoreThanTheCourseHasHalfDays) {
  AttendanceFacts facts = Trainee();
  facts.course.set_half_days(3);
  facts = Missed(facts, 3, AMark::KIND_PRESENT);
  EXPECT_THAT(Refused(facts, HalfDay(3, AMark::KIND_PRESENT), OctoberNoon(25)),
              ElementsAre(HasSubstr("found 4 marks, required at most the 3 half-days")));
  EXPECT_THAT(Mark(facts, HalfDay(2, AMark::KIND_ABSENT), OctoberNoon(25)), IsOk());
}

// Whatever the order: sorted, one for each half-day, the last one counts.
TEST(Mark, AnyOrderComesToTheSame) {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    AttendanceFacts facts = Trainee();
    std::map<int, AMark::Kind> expected;
    for (int i = 0; i < 60; ++i) {
      const int half_day = static_cast<int>(random() % 24);
      const auto kind = static_cast<AMark::Kind>(1 + random() % 7);
      const auto change = Mark(facts, HalfDay(half_day, kind, "补录"), OctoberNoon(31));
      ASSERT_THAT(change, IsOk());
      EXPECT_EQ(change->is_new, !expected.contains(half_day));
      facts.sheet = change->sheet;
      expected[half_day] = kind;
    }
    ASSERT_EQ(facts.sheet.marks_size(), static_cast<int>(expected.size()));
    int place = 0;
    int missed = 0;
    for (const auto& [half_day, kind] : expected) {
      EXPECT_EQ(facts.sheet.marks(place).date(), HalfDay(half_day, kind).date());
      EXPECT_EQ(facts.sheet.marks(place).half(), HalfDay(half_day, kind).half());
      EXPECT_EQ(facts.sheet.marks(place++).kind(), kind);
      missed += kind == AMark::KIND_PERSONAL_LEAVE || kind == AMark::KIND_SICK_LEAVE || kind == AMark::KIND_ABSENT;
    }
    EXPECT_EQ(Tallied(facts).missed(), missed);
    EXPECT_EQ(Tallied(facts).passes(), missed <= 3);
  }
}

TEST(CompleteCourse, RefusedWhereTooMuchWasMissed) {
  const Step step = On("CompleteAssignment", "2021-10-29");
  EXPECT_THAT(CompleteCourse(CheckedIn(), Missed(Trainee(), 3), step, SomeStamp()), IsOk());
  const auto refused = CompleteCourse(CheckedIn(), Missed(Trainee(), 4), step, SomeStamp());
  EXPECT_THAT(refused, FailsWith(kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(refused.status()), ElementsAre(HasSubstr("缺勤4/24 > 1/7")));
  Step unsuccessful = On("CompleteAssignment", "2021-10-29", "缺勤4/24");
  unsuccessful.unsuccessful = true;
  const auto recorded = CompleteCourse(CheckedIn(), Missed(Trainee(), 4), unsuccessful, SomeStamp());
  ASSERT_THAT(recorded, IsOk());
  EXPECT_EQ(recorded->assignment.state(), v1::Assignment::STATE_NOT_COMPLETED);
}

// A retry is answered as before, whatever was marked in between.
TEST(CompleteCourse, AgainChangesNothing) {
  StepFacts facts = CheckedIn();
  facts.assignment = Completed().assignment;
  const Step step = On("CompleteAssignment", "2021-10-29");
  EXPECT_FALSE(CompleteCourse(facts, Missed(Trainee(), 4), step, SomeStamp())->changed);
  facts.assignment.set_state(v1::Assignment::STATE_CERTIFIED);
  EXPECT_FALSE(CompleteCourse(facts, Missed(Trainee(), 4), step, SomeStamp())->changed);
}

}  // namespace
}  // namespace jiedui::scheduler
