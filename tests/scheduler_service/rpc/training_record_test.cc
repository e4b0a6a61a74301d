// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/training_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/course_days.h"

namespace jiedui::scheduler {
namespace {

class TrainingRecords : public CourseDays {
 protected:
  // Six hours a day, for a provincial project.
  TrainingRecords() {
    v1::UpdateCourseRequest update;
    update.mutable_course()->set_name(kClinical);
    update.mutable_course()->mutable_credit_rule()->set_hours_per_half_day(3);
    update.mutable_course()->mutable_credit_rule()->set_hours_per_credit(6);
    update.mutable_course()->mutable_credit_rule()->set_professional(true);
    EXPECT_THAT(Invoke(*courses_, &Courses::UpdateCourse, update), IsOk());
    Trainee("a", "zhao");
  }
};

// U26: 12 days of 6 hours.
TEST_F(TrainingRecords, HoursAndCreditsFromCompletionOn) {
  EXPECT_EQ(RecordOf("zhao", 2021)->hours(), 0);
  ASSERT_THAT(Complete("a"), IsOk());
  auto record = RecordOf("zhao", 2021);
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->hours(), 72);
  EXPECT_EQ(record->professional_hours(), 72);
  EXPECT_EQ(record->credit_tenths(), 120);
  EXPECT_EQ(record->hours_missing(), 18);
  EXPECT_EQ(record->professional_hours_missing(), 0);
  ASSERT_EQ(record->courses_size(), 1);
  EXPECT_EQ(record->courses(0).certificate_number(), "");
  ASSERT_THAT(Issue(), IsOk());
  record = RecordOf("zhao", 2021);
  EXPECT_EQ(record->courses(0).certificate_number(), "yh-cx-2021-000001");
  EXPECT_EQ(record->hours(), 72);
  EXPECT_EQ(RecordOf("zhao", 2022)->courses_size(), 0);
}

TEST_F(TrainingRecords, PostingsAreNoTraining) {
  ASSERT_THAT(Assign("p", "sun", "postings/ortho"), IsOk());
  ASSERT_THAT(CheckIn("p", "2021-06-15"), IsOk());
  ASSERT_THAT(Complete("p", "2021-12-14"), IsOk());
  EXPECT_EQ(RecordOf("sun", 2021)->courses_size(), 0);
}

TEST_F(TrainingRecords, TheMergedNameLeadsToTheSurvivorWhoCountsACourseOnce) {
  Trainee("b", "qian");
  ASSERT_THAT(Complete("a"), IsOk());
  ASSERT_THAT(Complete("b"), IsOk());
  Merge("zhao", "qian");
  ASSERT_TRUE(Eventually([this] { return RecordOf("zhao", 2021)->person() == "persons/qian"; }));
  EXPECT_EQ(RecordOf("zhao", 2021)->hours(), 72);
  EXPECT_EQ(RecordOf("qian", 2021)->courses_size(), 1);
}

TEST_F(TrainingRecords, UnknownPersonsAndYears) {
  EXPECT_THAT(RecordOf("nobody", 2021), FailsWith(absl::StatusCode::kNotFound, "PERSON_UNKNOWN"));
  EXPECT_THAT(RecordOf("zhao", 21), FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
}

}  // namespace
}  // namespace jiedui::scheduler
