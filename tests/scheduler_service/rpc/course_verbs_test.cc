// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/course_verbs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "tests/scheduler_service/assignment_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using State = v1::Assignment;

class CourseVerbs : public AssignmentServer {
 protected:
  // 文秘, 2021-11-15 to 11-19, in a state in which people are confirmed.
  void CreateSecretarial(int seats) {
    ASSERT_THAT(Create(YuhangCangxi()), IsOk());
    v1::Course course = Clinical();
    course.set_name("pairings/yh-cx/courses/secretarial");
    course.set_track(v1::TRACK_SECRETARIAL);
    course.set_start_date("2021-11-15");
    course.set_end_date("2021-11-19");
    course.set_seats(seats);
    ASSERT_THAT(Create(course, v1::Course::STATE_CONFIRMED), IsOk());
  }
  // So many village doctors, p0 to p{count-1}, each with a seat.
  void SeatMany(int count) {
    for (int i = 0; i < count; ++i) registry_.Put(VillageDoctor(absl::StrCat("p", i)));
    for (int i = 0; i < count; ++i)
      ASSERT_THAT(Assign(absl::StrCat("a", i), absl::StrCat("p", i), "courses/secretarial"), IsOk());
  }
  absl::StatusOr<v1::CancelCourseResponse> CancelCourse() {
    v1::CancelCourseRequest request;
    request.set_name("pairings/yh-cx/courses/secretarial");
    request.set_date("2021-11-13");
    request.set_reason("疫情防控");
    return Invoke(*courses_, &Courses::CancelCourse, request);
  }
  // Of the fields, separated by commas, to what the text says.
  absl::StatusOr<v1::Course> Update(const std::string& fields, const std::string& course) {
    v1::UpdateCourseRequest request;
    *request.mutable_course() = FromText<v1::Course>(course);
    request.mutable_course()->set_name("pairings/yh-cx/courses/secretarial");
    for (absl::string_view field : absl::StrSplit(fields, ','))
      request.mutable_update_mask()->add_paths(std::string(field));
    return Invoke(*courses_, &Courses::UpdateCourse, request);
  }
  absl::StatusOr<v1::PostponeCourseResponse> Postpone(const std::string& first, const std::string& last) {
    v1::PostponeCourseRequest request;
    request.set_name("pairings/yh-cx/courses/secretarial");
    request.set_start_date(first);
    request.set_end_date(last);
    request.set_reason("疫情防控");
    return Invoke(*courses_, &Courses::PostponeCourse, request);
  }
};

// U7: 64 confirmed, one withdrawn, then the course is cancelled: 63 are free at once, and no black mark.
TEST_F(CourseVerbs, CancellingFreesEverybodyInOneCommit) {
  CreateSecretarial(64);
  SeatMany(64);
  ASSERT_THAT(Withdraw("a63"), IsOk());
  const uint64_t before = Status().revision();
  const auto cancelled = CancelCourse();
  ASSERT_THAT(cancelled, IsOk());
  EXPECT_EQ(Status().revision(), before + 1);
  EXPECT_EQ(cancelled->course().state(), v1::Course::STATE_CANCELLED);
  EXPECT_EQ(cancelled->notices_total(), 63);
  ASSERT_EQ(cancelled->notices_size(), 63);
  EXPECT_EQ(cancelled->notices(0).state_before(), State::STATE_CONFIRMED);
  EXPECT_EQ(cancelled->notices(0).organization(), "organizations/lingjiang");
  EXPECT_EQ(StateOf("a0"), State::STATE_CANCELLED);
  EXPECT_EQ(StateOf("a63"), State::STATE_WITHDRAWN);
  EXPECT_EQ(CalendarOf("p0").engagements_size(), 0);
  EXPECT_EQ(LedgerOf("courses/secretarial").taken(), 0);

  const auto again = CancelCourse();
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->notices_total(), 0);
  EXPECT_EQ(Status().revision(), before + 1);
  EXPECT_THAT(Assign("late", "zhao", "courses/secretarial"),
              FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
}

// More people than fit into one commit: the rest follows, and nobody is forgotten.
TEST_F(CourseVerbs, CancellingACourseOfHundredsEnds) {
  CreateSecretarial(400);
  SeatMany(400);
  const auto cancelled = CancelCourse();
  ASSERT_THAT(cancelled, IsOk());
  EXPECT_EQ(cancelled->notices_total(), 400);
  EXPECT_TRUE(Eventually([&] { return !LedgerOf("courses/secretarial").work_in_progress(); }));
  EXPECT_EQ(LedgerOf("courses/secretarial").taken(), 0);
  for (const char* id : {"a0", "a399"}) EXPECT_EQ(StateOf(id), State::STATE_CANCELLED);
}

// U7, the other way: of 63 three have something else on the new days; 60 move.
TEST_F(CourseVerbs, PostponingMovesWhoeverIsFree) {
  CreateSecretarial(63);
  SeatMany(63);
  v1::Course other = Clinical();
  other.set_name("pairings/yh-cx/courses/other");
  other.set_start_date("2021-12-03");
  other.set_end_date("2021-12-10");
  ASSERT_THAT(Create(other), IsOk());
  for (int i : {3, 30, 60}) ASSERT_THAT(Assign(absl::StrCat("o", i), absl::StrCat("p", i), "courses/other"), IsOk());

  const auto moved = Postpone("2021-11-29", "2021-12-03");
  ASSERT_THAT(moved, IsOk());
  EXPECT_EQ(moved->moved(), 60);
  EXPECT_EQ(moved->undecided(), 3);
  EXPECT_EQ(CalendarOf("p0").engagements(0).start_date(), "2021-11-29");
  EXPECT_EQ(CalendarOf("p3").engagements_size(), 1);
  EXPECT_TRUE(Get("a3").dates_undecided());
  EXPECT_EQ(LedgerOf("courses/secretarial").taken(), 63);
  EXPECT_THAT(CheckIn("a3", "2021-11-29"), FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));

  // The other course gives way: the days can be taken.
  ASSERT_THAT(Withdraw("o3"), IsOk());
  v1::ResolveAssignmentRequest resolve;
  resolve.set_name("pairings/yh-cx/assignments/a3");
  resolve.set_date("2021-11-20");
  ASSERT_THAT(Invoke(*assignments_, &Assignments::ResolveAssignment, resolve), IsOk());
  EXPECT_EQ(CalendarOf("p3").engagements(0).item(), "pairings/yh-cx/courses/secretarial");
  EXPECT_THAT(CheckIn("a3", "2021-11-29"), IsOk());
  EXPECT_THAT(RulesIn(Postpone("2021-12-06", "2021-12-10").status()), ElementsAre(HasSubstr("CHECKED_IN")));
}

TEST_F(CourseVerbs, RaisingTheSeatsOffersThemInTheSameCommit) {
  CreateSecretarial(1);
  SeatMany(1);
  ASSERT_THAT(Confirmed("w1", "zhao", "courses/secretarial"), IsOk());
  ASSERT_THAT(Confirmed("w2", "qian", "courses/secretarial"), IsOk());
  EXPECT_EQ(StateOf("w1"), State::STATE_WAITLISTED);
  v1::AllocateSeatsRequest request;
  request.set_name("pairings/yh-cx/courses/secretarial");
  request.set_seats(2);
  const uint64_t before = Status().revision();
  const auto ledger = Invoke(*courses_, &Courses::AllocateSeats, request);
  ASSERT_THAT(ledger, IsOk());
  EXPECT_EQ(Status().revision(), before + 1);
  EXPECT_EQ(ledger->offered(), 1);
  EXPECT_EQ(ledger->waiting(), 1);
  EXPECT_EQ(StateOf("w1"), State::STATE_OFFERED);
  EXPECT_EQ(StateOf("w2"), State::STATE_WAITLISTED);
  request.set_seats(1);
  EXPECT_THAT(Invoke(*courses_, &Courses::AllocateSeats, request),
              FailsWith(absl::StatusCode::kFailedPrecondition, "BELOW_TAKEN"));
}

TEST_F(CourseVerbs, EndingClosesWhoeverHasNoSeat) {
  CreateSecretarial(1);
  SeatMany(1);
  ASSERT_THAT(Confirmed("w1", "zhao", "courses/secretarial"), IsOk());
  v1::StartCourseRequest start;
  start.set_name("pairings/yh-cx/courses/secretarial");
  ASSERT_THAT(Invoke(*courses_, &Courses::StartCourse, start), IsOk());
  v1::EndCourseRequest end;
  end.set_name(start.name());
  ASSERT_THAT(Invoke(*courses_, &Courses::EndCourse, end), IsOk());
  EXPECT_EQ(StateOf("w1"), State::STATE_CANCELLED);
  EXPECT_EQ(StateOf("a0"), State::STATE_CONFIRMED);
}

TEST_F(CourseVerbs, ADraftWalksItsWay) {
  ASSERT_THAT(Create(YuhangCangxi()), IsOk());
  ASSERT_THAT(Create(Clinical(), v1::Course::STATE_UNSPECIFIED), IsOk());
  EXPECT_THAT(Assign("a", "zhao", "courses/clinical"),
              FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  v1::PublishCourseRequest publish;
  publish.set_name("pairings/yh-cx/courses/clinical");
  publish.set_document_number("苍卫发〔2021〕12号");
  const auto published = Invoke(*courses_, &Courses::PublishCourse, publish);
  ASSERT_THAT(published, IsOk());
  EXPECT_EQ(published->document_number(), "苍卫发〔2021〕12号");
  EXPECT_EQ(published->events(0).actor(), "anonymous");
  v1::OpenNominationsRequest open;
  open.set_name(publish.name());
  EXPECT_EQ(Invoke(*courses_, &Courses::OpenNominations, open)->state(), v1::Course::STATE_OPEN_FOR_NOMINATION);
  EXPECT_THAT(Nominate("n", "zhao", "courses/clinical"), IsOk());
}

// Whoever has no seat does not move with the course, and who is on leave then has to be decided on.
TEST_F(CourseVerbs, PostponingCountsWhoHasASeat) {
  CreateSecretarial(2);
  SeatMany(2);
  ASSERT_THAT(Confirmed("w1", "zhao", "courses/secretarial"), IsOk());
  v1::RecordLeaveRequest leave;
  leave.set_parent("persons/p1");
  leave.mutable_leave()->set_start_date("2021-12-01");
  leave.mutable_leave()->set_end_date("2021-12-31");
  leave.mutable_leave()->set_kind(v1::Leave::KIND_SICK);
  ASSERT_THAT(Invoke(*assignments_, &Assignments::RecordLeave, leave), IsOk());
  const auto moved = Postpone("2021-11-29", "2021-12-03");
  ASSERT_THAT(moved, IsOk());
  EXPECT_EQ(moved->notices_total(), 3);
  EXPECT_EQ(moved->moved(), 1);
  EXPECT_EQ(moved->undecided(), 1);
  EXPECT_EQ(moved->notices(1).leaves_size(), 1);
}

// Put away is what is finished: nobody is left for whom nothing can be said any more.
TEST_F(CourseVerbs, ArchivingNeedsEverybodyToBeThrough) {
  CreateSecretarial(1);
  SeatMany(1);
  const auto call = [this](auto method, auto request) {
    request.set_name("pairings/yh-cx/courses/secretarial");
    return Invoke(*courses_, method, request);
  };
  ASSERT_THAT(call(&Courses::StartCourse, v1::StartCourseRequest()), IsOk());
  ASSERT_THAT(call(&Courses::EndCourse, v1::EndCourseRequest()), IsOk());
  EXPECT_THAT(RulesIn(call(&Courses::ArchiveCourse, v1::ArchiveCourseRequest()).status()),
              ElementsAre(HasSubstr("UNFINISHED")));
  ASSERT_THAT(NoShow("a0", "2021-11-15"), IsOk());
  EXPECT_EQ(call(&Courses::ArchiveCourse, v1::ArchiveCourseRequest())->state(), v1::Course::STATE_ARCHIVED);
  EXPECT_THAT(Update("half_days", "half_days: 10"), FailsWith(absl::StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  EXPECT_THAT(Update("seats", "seats: 1"), IsOk()) << "it is so already";
}

// Their days are those of the old dates, and they count on them.
TEST_F(CourseVerbs, PostponingNeedsNobodyToHaveCome) {
  CreateSecretarial(1);
  SeatMany(1);
  ASSERT_THAT(CheckIn("a0", "2021-11-15"), IsOk());
  v1::ReplaceAssignmentRequest replace;
  replace.set_name(NameOf("a0"));
  replace.set_person("persons/zhao");
  replace.set_start_date("2021-11-17");
  replace.set_reason("家中有事");
  ASSERT_THAT(Invoke(*assignments_, &Assignments::ReplaceAssignment, replace), IsOk());
  EXPECT_THAT(RulesIn(Postpone("2021-11-29", "2021-12-03").status()), ElementsAre(HasSubstr("CHECKED_IN")));
  // No seat is taken then, but somebody has been there.
  ASSERT_THAT(NoShow(Get("a0").replaced_by().substr(NameOf("").size()), "2021-11-17"), IsOk());
  EXPECT_EQ(LedgerOf("courses/secretarial").taken(), 0);
  EXPECT_THAT(RulesIn(Update("start_date,end_date", "start_date: '2021-12-06' end_date: '2021-12-10'").status()),
              ElementsAre(HasSubstr("CHECKED_IN")));
}

// Nothing is taken yet for whoever is nominated: they follow to the new days.
TEST_F(CourseVerbs, OtherDatesAreThoseOfTheNominated) {
  CreateSecretarial(2);
  v1::OpenNominationsRequest open;
  open.set_name("pairings/yh-cx/courses/secretarial");
  ASSERT_THAT(Invoke(*courses_, &Courses::OpenNominations, open), IsOk());
  ASSERT_THAT(Nominate("n", "zhao", "courses/secretarial"), IsOk());
  const int events = Get("n").events_size();
  ASSERT_THAT(Update("start_date,end_date,intensity",
                     "start_date: '2021-12-06' end_date: '2021-12-10' intensity: INTENSITY_PART_TIME"),
              IsOk());
  EXPECT_EQ(Get("n").intensity(), v1::INTENSITY_PART_TIME);
  EXPECT_EQ(Get("n").start_date(), "2021-12-06");
  EXPECT_EQ(Get("n").end_date(), "2021-12-10");
  EXPECT_EQ(Get("n").events_size(), events);
}

// What a course is says where else its people may go.
TEST_F(CourseVerbs, AnotherCurriculumLetsPeopleMoveUpElsewhere) {
  CreateSecretarial(1);
  SeatMany(1);
  const auto set_curriculum = [this](const std::string& course, const std::string& curriculum) {
    v1::UpdateCourseRequest request;
    request.mutable_course()->set_name("pairings/yh-cx/courses/" + course);
    request.mutable_course()->set_curriculum(curriculum);
    request.mutable_update_mask()->add_paths("curriculum");
    return Invoke(*courses_, &Courses::UpdateCourse, request);
  };
  ASSERT_THAT(Confirmed("w1", "zhao", "courses/secretarial"), IsOk());
  ASSERT_THAT(Create(Clinical(), v1::Course::STATE_OPEN_FOR_NOMINATION), IsOk());
  ASSERT_THAT(Confirmed("n1", "zhao", "courses/clinical"), IsOk());
  ASSERT_THAT(set_curriculum("secretarial", "文秘"), IsOk());
  ASSERT_THAT(set_curriculum("clinical", "文秘"), IsOk());
  ASSERT_THAT(Withdraw("a0"), IsOk());
  EXPECT_EQ(StateOf("w1"), State::STATE_WAITLISTED);
  ASSERT_THAT(set_curriculum("clinical", "临床"), IsOk());
  EXPECT_EQ(StateOf("w1"), State::STATE_OFFERED);
}

}  // namespace
}  // namespace jiedui::scheduler
