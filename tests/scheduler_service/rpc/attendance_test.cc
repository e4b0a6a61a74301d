// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/attendance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scheduler_service/course_days.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using AttendanceService = CourseDays;
using AMark = v1::AttendanceMark;

constexpr absl::StatusCode kFailedPrecondition = absl::StatusCode::kFailedPrecondition;

TEST_F(AttendanceService, EveryRowHasItsOutcome) {
  Trainee("a", "zhao");
  const auto summary = MarkAll({ToMark("a", 0, AMark::KIND_PRESENT), ToMark("a", 1, AMark::KIND_ABSENT),
                                ToMark("a", 1, AMark::KIND_SICK_LEAVE, "发烧"), ToMark("a", 0, AMark::KIND_PRESENT),
                                ToMark("a", 2, AMark::KIND_ABSENT, ""), ToMark("nobody", 0, AMark::KIND_ABSENT),
                                ToMark("a", 24, AMark::KIND_PRESENT), ToMark("a", 3, AMark::KIND_OFFICIAL_LEAVE)});
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->rows(), 8);
  EXPECT_EQ(summary->created(), 3);
  EXPECT_EQ(summary->updated(), 1);
  EXPECT_EQ(summary->unchanged(), 1);
  ASSERT_EQ(summary->refused(), 3);
  EXPECT_EQ(summary->outcomes(0).row(), 5);
  EXPECT_THAT(summary->outcomes(0).status().message(), HasSubstr("LATE_ENTRY_REASON"));
  EXPECT_EQ(summary->outcomes(1).status().code(), static_cast<int>(absl::StatusCode::kNotFound));
  EXPECT_THAT(summary->outcomes(2).status().message(), HasSubstr("DATE_OUTSIDE"));
  const auto sheet = Sheet("a");
  ASSERT_THAT(sheet, IsOk());
  EXPECT_EQ(sheet->marks_size(), 3);
  EXPECT_EQ(sheet->half_days(), 24);
  EXPECT_EQ(sheet->missed(), 1);
  EXPECT_EQ(sheet->attended(), 23);
  EXPECT_TRUE(sheet->passes());
  EXPECT_EQ(sheet->marks(1).reason(), "发烧");
}

TEST_F(AttendanceService, SentAgainChangesNothing) {
  Trainee("a", "zhao");
  std::vector<Row> rows;
  for (int i = 0; i < 24; ++i) rows.push_back(ToMark("a", i, AMark::KIND_PRESENT));
  EXPECT_EQ(MarkAll(rows)->created(), 24);
  const uint64_t before = Status().revision();
  EXPECT_EQ(MarkAll(rows)->unchanged(), 24);
  EXPECT_EQ(Status().revision(), before);
}

TEST_F(AttendanceService, ADryRunChangesNothing) {
  Trainee("a", "zhao");
  Row row = ToMark("a", 0, AMark::KIND_ABSENT);
  row.mutable_options()->set_validate_only(true);
  EXPECT_EQ(MarkAll({row, ToMark("a", 1, AMark::KIND_ABSENT)})->created(), 2);
  EXPECT_EQ(Sheet("a")->marks_size(), 0);
}

TEST_F(AttendanceService, FieldsAreChecked) {
  Trainee("a", "zhao");
  Row no_kind = ToMark("a", 0, AMark::KIND_UNSPECIFIED);
  Row no_half = ToMark("a", 0, AMark::KIND_ABSENT);
  no_half.clear_half();
  Row no_day = ToMark("a", 0, AMark::KIND_ABSENT);
  no_day.set_date("2021-10-32");
  Row unknown = ToMark("a", 0, static_cast<AMark::Kind>(99));
  const auto summary = MarkAll({no_kind, no_half, no_day, unknown, Row()});
  ASSERT_THAT(summary, IsOk());
  ASSERT_EQ(summary->refused(), 5) << summary->ShortDebugString();
  for (const auto& outcome : summary->outcomes())
    EXPECT_EQ(outcome.status().code(), static_cast<int>(absl::StatusCode::kInvalidArgument));
}

TEST_F(AttendanceService, PostingsHaveNone) {
  ASSERT_THAT(Assign("p", "zhao", "postings/ortho"), IsOk());
  EXPECT_THAT(Sheet("p"), FailsWith(kFailedPrecondition, "RULES_FAILED"));
  Row row = ToMark("p", 0, AMark::KIND_PRESENT);
  EXPECT_THAT(MarkAll({row})->outcomes(0).status().message(), HasSubstr("NOT_A_COURSE"));
  EXPECT_THAT(Sheet("nobody"), FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

// U11, from check-in to the refusal.
TEST_F(AttendanceService, WhoMissedTooMuchDoesNotComplete) {
  Trainee("three", "zhao");
  Trainee("four", "qian");
  Absent("three", 3);
  Absent("four", 4);
  EXPECT_THAT(Complete("three"), IsOk());
  const auto refused = Complete("four");
  EXPECT_THAT(refused, FailsWith(kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(
      RulesIn(refused.status()),
      ElementsAre("ATTENDANCE pairings/yh-cx/assignments/four: found missed 4 of 24 half-days (缺勤4/24 > 1/7), "
                  "required at most 1/7"));
  auto request = StepOf<v1::CompleteAssignmentRequest>("four", "2021-10-29", "缺勤4/24");
  request.set_unsuccessful(true);
  const auto recorded = Invoke(*assignments_, &Assignments::CompleteAssignment, request);
  ASSERT_THAT(recorded, IsOk());
  EXPECT_EQ(recorded->state(), v1::Assignment::STATE_NOT_COMPLETED);
}

TEST_F(AttendanceService, TheRuleIsTheCourses) {
  v1::UpdateCourseRequest update;
  update.mutable_course()->set_name(kClinical);
  update.mutable_course()->mutable_attendance_rule()->set_attendance_percent_min(80);
  ASSERT_THAT(Invoke(*courses_, &Courses::UpdateCourse, update), IsOk());
  Trainee("a", "zhao");
  Absent("a", 4);
  EXPECT_TRUE(Sheet("a")->passes());
  ASSERT_THAT(MarkAll({ToMark("a", 4, AMark::KIND_PERSONAL_LEAVE)}), IsOk());
  EXPECT_FALSE(Sheet("a")->passes());
  EXPECT_THAT(RulesIn(Complete("a").status()), ElementsAre(HasSubstr("出勤19/24 < 80%")));
}

// Who comes on day 7 of 12, in another's place, missed the first half.
TEST_F(AttendanceService, WhoComesInAnothersPlaceWasNotThereBefore) {
  Trainee("a", "zhao");
  v1::ReplaceAssignmentRequest replace;
  replace.set_name(NameOf("a"));
  replace.set_person("persons/qian");
  replace.set_start_date("2021-10-24");
  replace.set_reason("家庭困难");
  const auto comes = Invoke(*assignments_, &Assignments::ReplaceAssignment, replace);
  ASSERT_THAT(comes, IsOk());
  const std::string id = comes->name().substr(comes->name().rfind('/') + 1);
  EXPECT_EQ(Sheet(id)->not_there(), 12);
  EXPECT_FALSE(Sheet(id)->passes());
}

}  // namespace
}  // namespace jiedui::scheduler
