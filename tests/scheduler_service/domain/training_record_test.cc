// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/training_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/attendance_samples.h"

namespace jiedui::scheduler {
namespace {

v1::TrainingRecord Of2021() {
  v1::TrainingRecord record;
  record.set_person("persons/zhao");
  record.set_year(2021);
  return record;
}

AttendanceFacts At(const std::string& course, int half_days, bool professional) {
  AttendanceFacts facts = Completed();
  facts.course.set_name("pairings/yh-cx/courses/" + course);
  facts.course.set_half_days(half_days);
  facts.course.mutable_credit_rule()->set_hours_per_half_day(3);
  facts.course.mutable_credit_rule()->set_hours_per_credit(6);
  facts.course.mutable_credit_rule()->set_professional(professional);
  facts.assignment.set_name("pairings/yh-cx/assignments/" + course);
  return facts;
}

// U26: 90 hours a year, of which 60 of professional subjects.
TEST(TrainingRecord, SaysWhatIsMissing) {
  v1::TrainingRecord record = Of2021();
  AddTraining(record, At("law", 6, false));
  AddTraining(record, At("clinical", 19, true));
  record = Summed(record);
  EXPECT_EQ(record.hours(), 75);
  EXPECT_EQ(record.professional_hours(), 57);
  EXPECT_EQ(record.hours_required(), 90);
  EXPECT_EQ(record.professional_hours_required(), 60);
  EXPECT_EQ(record.hours_missing(), 15);
  EXPECT_EQ(record.professional_hours_missing(), 3);
  EXPECT_EQ(record.credit_tenths(), 30 + 95);
  AddTraining(record, At("maternal", 5, true));
  record = Summed(record);
  EXPECT_EQ(record.hours(), 90);
  EXPECT_EQ(record.hours_missing(), 0);
  EXPECT_EQ(record.professional_hours_missing(), 0);
}

TEST(TrainingRecord, NothingAtAllMissesEverything) {
  const v1::TrainingRecord record = Summed(Of2021());
  EXPECT_EQ(record.hours_missing(), 90);
  EXPECT_EQ(record.professional_hours_missing(), 60);
}

TEST(TrainingRecord, OnlyWhatWasCompletedAndEndedInTheYear) {
  v1::TrainingRecord record = Of2021();
  AttendanceFacts facts = At("clinical", 24, true);
  facts.assignment.set_state(v1::Assignment::STATE_NOT_COMPLETED);
  AddTraining(record, facts);
  facts = At("clinical", 24, true);
  facts.assignment.set_end_date("2022-01-02");
  AddTraining(record, facts);
  EXPECT_EQ(record.courses_size(), 0);
}

TEST(TrainingRecord, InTheOrderOfTheirLastDays) {
  v1::TrainingRecord record = Of2021();
  AttendanceFacts later = At("a", 2, true);
  later.assignment.set_end_date("2021-12-01");
  AddTraining(record, later);
  AddTraining(record, At("b", 2, true));
  record = Summed(record);
  EXPECT_EQ(record.courses(0).course(), "pairings/yh-cx/courses/b");
  EXPECT_EQ(record.courses(1).course(), "pairings/yh-cx/courses/a");
}

// Two records of one person were merged, who was in the same course with both.
TEST(TrainingRecord, TheSameCourseCountsOnce) {
  v1::TrainingRecord record = Of2021();
  AttendanceFacts certified = At("clinical", 24, true);
  certified.assignment.set_state(v1::Assignment::STATE_CERTIFIED);
  certified.assignment.mutable_certificate()->set_number("yh-cx-2021-000001");
  certified.assignment.mutable_certificate()->set_hours(72);
  AttendanceFacts other = At("clinical", 24, true);
  other.sheet = Missed(Trainee(), 3).sheet;
  AddTraining(record, other);
  AddTraining(record, certified);
  AddTraining(record, other);
  record = Summed(record);
  ASSERT_EQ(record.courses_size(), 1);
  EXPECT_EQ(record.courses(0).certificate_number(), "yh-cx-2021-000001");
  EXPECT_EQ(record.hours(), 72);
}

}  // namespace
}  // namespace jiedui::scheduler
