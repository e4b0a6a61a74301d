// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/course_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/scheduler_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

class CourseService : public SchedulerServer {
 protected:
  CourseService() { CreateSmallWorld(); }

  absl::StatusOr<v1::Course> Get(const std::string& id) {
    v1::GetCourseRequest request;
    request.set_name("pairings/yh-cx/courses/" + id);
    return Invoke(*courses_, &Courses::GetCourse, request);
  }
  absl::StatusOr<v1::Course> Update(const v1::Course& course, const std::vector<std::string>& paths = {}) {
    v1::UpdateCourseRequest request;
    *request.mutable_course() = course;
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    return Invoke(*courses_, &Courses::UpdateCourse, request);
  }
  v1::SeatLedger Ledger() {
    v1::GetSeatLedgerRequest request;
    request.set_item("pairings/yh-cx/courses/clinical");
    return *Invoke(*assignments_, &Assignments::GetSeatLedger, request);
  }
};

// A patch of the clinical course.
v1::Course Patch(const std::string& text) {
  v1::Course course = FromText<v1::Course>(text);
  course.set_name("pairings/yh-cx/courses/clinical");
  return course;
}

TEST_F(CourseService, CreatedIsReadAgainWithItsSeats) {
  const auto read = Get("clinical");
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->display_name(), "临床医生培训班");
  EXPECT_EQ(Ledger().seats(), 100);
}

TEST_F(CourseService, CreateRefusals) {
  EXPECT_THAT(Create(Clinical()), FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
  v1::Course course = Clinical();
  course.set_name("pairings/yh-cx/courses/other");
  course.set_start_date("2021-04-30");
  course.set_end_date("2021-05-10");
  const auto outside = Create(course);
  EXPECT_THAT(outside, FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(outside.status()), ElementsAre(StartsWith("PAIRING_DATES pairings/yh-cx: ")));
  v1::CreateCourseRequest request;
  request.set_parent("pairings/none");
  *request.mutable_course() = Clinical();
  EXPECT_THAT(Invoke(*courses_, &Courses::CreateCourse, request),
              FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(CourseService, WrongFieldsAreNamed) {
  v1::Course course = Clinical();
  course.set_seats(0);
  course.clear_track();
  course.add_quotas()->set_division("x");
  EXPECT_THAT(FieldsIn(Create(course).status()),
              ElementsAre("course.track", "course.seats", "course.quotas[0].division"));
  course = Clinical();
  course.set_end_date("2021-10-17");
  EXPECT_THAT(FieldsIn(Create(course).status()), ElementsAre("course.end_date"));
  course = Clinical();
  course.set_programme(static_cast<v1::Programme>(99));
  EXPECT_THAT(FieldsIn(Create(course).status()), ElementsAre("course.programme"));
}

TEST_F(CourseService, NotFound) {
  EXPECT_THAT(Get("none"), FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  v1::Course course = Patch("seats: 5");
  course.set_name("pairings/yh-cx/courses/none");
  EXPECT_THAT(Update(course), FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(CourseService, UpdateMovesSeatsWithWhatIsTaken) {
  ASSERT_THAT(Assign("a", "zhao", "courses/clinical"), IsOk());
  const auto updated = Update(Patch("seats: 2 quotas { division: '510824' seats: 1 }"));
  ASSERT_THAT(updated, IsOk());
  const v1::SeatLedger ledger = Ledger();
  ASSERT_EQ(ledger.counts_size(), 2);
  EXPECT_EQ(ledger.counts(0).taken(), 0);  // zhao's seat was of the pool, and stays there
  EXPECT_EQ(ledger.counts(1).taken(), 1);
}

TEST_F(CourseService, UpdateRefusals) {
  ASSERT_THAT(Assign("a", "zhao", "courses/clinical"), IsOk());
  const auto below = Update(Patch("seats: 1 quotas { division: '330110' seats: 1 }"));
  EXPECT_THAT(below, FailsWith(absl::StatusCode::kFailedPrecondition, "BELOW_TAKEN"));
  EXPECT_THAT(
      RulesIn(below.status()),
      ElementsAre("BELOW_TAKEN pairings/yh-cx/courses/clinical: found 0, required at least 1: the seats taken in "
                  "the pool"));
  const auto moved = Update(Patch("end_date: '2021-10-30'"));
  EXPECT_THAT(moved, FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(moved.status()), ElementsAre(StartsWith("DATES_FIXED")));
  EXPECT_THAT(FieldsIn(Update(Patch(""), {"display_name"}).status()), ElementsAre("course.display_name"));
  EXPECT_THAT(FieldsIn(Update(Patch("end_date: '2021-10-01'")).status()), ElementsAre("course.end_date"));
  v1::Course course = Patch("seats: 50");
  course.set_etag("old");
  EXPECT_THAT(Update(course), FailsWith(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_EQ(Ledger().seats(), 100);
}

TEST_F(CourseService, UpdatingToTheSameChangesNothing) {
  const uint64_t before = Status().revision();
  const auto updated = Update(Patch("seats: 100"));
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->etag(), Get("clinical")->etag());
  EXPECT_EQ(Status().revision(), before);
}

TEST_F(CourseService, ListIsOfThePairing) {
  ASSERT_THAT(Create(YuhangCangxi(), "yh-cx2"), IsOk());
  v1::ListCoursesRequest request;
  request.set_parent("pairings/yh-cx");
  const auto all = Invoke(*courses_, &Courses::ListCourses, request);
  ASSERT_THAT(all, IsOk());
  ASSERT_EQ(all->courses_size(), 2);
  EXPECT_EQ(all->courses(0).name(), "pairings/yh-cx/courses/clinical");
  request.set_filter("start_date >= \"2021-10-20\"");
  const auto late = Invoke(*courses_, &Courses::ListCourses, request);
  ASSERT_THAT(late, IsOk());
  ASSERT_EQ(late->courses_size(), 1);
  EXPECT_EQ(late->courses(0).name(), "pairings/yh-cx/courses/maternal");
  request = {};
  request.set_parent("pairings/yh-cx2");
  EXPECT_EQ(Invoke(*courses_, &Courses::ListCourses, request)->courses_size(), 0);
}

}  // namespace
}  // namespace jiedui::scheduler
