// SPDX-License-Identifier: Apache-2.0
// The waiting list over real calls: who moves up, when, and in which commit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/assignment_server.h"

namespace jiedui::scheduler {
namespace {

using State = v1::Assignment;

class WaitingList : public AssignmentServer {
 protected:
  WaitingList() {
    EXPECT_THAT(Create(YuhangCangxi()), IsOk());
    v1::Course course = Clinical();
    course.set_seats(1);
    EXPECT_THAT(Create(course, v1::Course::STATE_CONFIRMED), IsOk());
    EXPECT_THAT(Assign("seated", "zhao", "courses/clinical"), IsOk());
  }
};

// U13: the second is WAITLISTED #1 with the reason; when the first withdraws, #1 gets the offer.
TEST_F(WaitingList, AFreedSeatIsOfferedInTheSameCommit) {
  ASSERT_THAT(Confirmed("first", "qian", "courses/clinical"), IsOk());
  ASSERT_THAT(Confirmed("second", "sun", "courses/clinical"), IsOk());
  EXPECT_EQ(Get("first").waiting_rank(), 1);
  const uint64_t before = Status().revision();
  const auto withdrawn = Withdraw("seated");
  ASSERT_THAT(withdrawn, IsOk());
  EXPECT_EQ(withdrawn->replaced_by(), NameOf("first"));
  EXPECT_EQ(Status().revision(), before + 1);
  EXPECT_EQ(StateOf("first"), State::STATE_OFFERED);
  EXPECT_EQ(Get("first").replaces(), NameOf("seated"));
  EXPECT_EQ(Get("seated").replaced_by(), NameOf("first"));
  EXPECT_EQ(StateOf("second"), State::STATE_WAITLISTED);
  ASSERT_THAT(Decline("first"), IsOk());
  EXPECT_EQ(StateOf("second"), State::STATE_OFFERED);
  ASSERT_THAT(Accept("second"), IsOk());
  EXPECT_EQ(StateOf("second"), State::STATE_CONFIRMED);
  EXPECT_EQ(LedgerOf("courses/clinical").taken(), 1);
}

// What it was decided on is what the registry says when the seat is given, not when the person was nominated.
TEST_F(WaitingList, TheSeatIsGivenToWhomTheRegistryKnowsThen) {
  v1::OpenNominationsRequest open;
  open.set_name("pairings/yh-cx/courses/clinical");
  ASSERT_THAT(Invoke(*courses_, &Courses::OpenNominations, open), IsOk());
  ASSERT_THAT(Nominate("next", "qian", "courses/clinical"), IsOk());
  ASSERT_THAT(Review("next", v1::ReviewAssignmentRequest::DECISION_APPROVE), IsOk());
  registry::v1::Person renamed = VillageDoctor("qian");
  renamed.set_display_name("钱更名");
  const uint64_t revision = registry_.Put(renamed);
  ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  EXPECT_LT(Get("next").registry_revision(), revision);
  ASSERT_THAT(Withdraw("seated"), IsOk());
  const auto seated = Confirm("next");
  ASSERT_THAT(seated, IsOk());
  EXPECT_EQ(seated->registry_revision(), revision);
  EXPECT_EQ(seated->person_display_name(), "钱更名");
}

// U18: somebody who did not come is replaced by one who waits; the total stays.
TEST_F(WaitingList, ANoShowIsReplaced) {
  ASSERT_THAT(Confirmed("next", "qian", "courses/clinical"), IsOk());
  ASSERT_THAT(NoShow("seated", "2021-10-18"), IsOk());
  EXPECT_EQ(StateOf("next"), State::STATE_OFFERED);
  ASSERT_THAT(Accept("next"), IsOk());
  ASSERT_THAT(CheckIn("next", "2021-10-19"), IsOk());
  EXPECT_EQ(Get("next").replaces(), NameOf("seated"));
  EXPECT_EQ(StateOf("seated"), State::STATE_NO_SHOW);
}

TEST_F(WaitingList, ARevokedReviewFreesTheSeat) {
  ASSERT_THAT(Confirmed("next", "qian", "courses/clinical"), IsOk());
  ASSERT_THAT(Review("seated", v1::ReviewAssignmentRequest::DECISION_REVOKE), IsOk());
  EXPECT_EQ(StateOf("seated"), State::STATE_UNDER_REVIEW);
  EXPECT_EQ(StateOf("next"), State::STATE_OFFERED);
}

// Whoever is busy elsewhere is passed over, and is asked as soon as their days are free.
TEST_F(WaitingList, DaysThatGetFreeBringTheOffer) {
  ASSERT_THAT(Create(Maternal(), v1::Course::STATE_CONFIRMED), IsOk());
  ASSERT_THAT(Confirmed("busy", "qian", "courses/clinical"), IsOk());
  ASSERT_THAT(Assign("elsewhere", "qian", "courses/maternal"), IsOk());
  ASSERT_THAT(Withdraw("seated"), IsOk());
  EXPECT_EQ(StateOf("busy"), State::STATE_WAITLISTED);
  EXPECT_EQ(LedgerOf("courses/clinical").taken(), 0);
  ASSERT_THAT(Withdraw("elsewhere"), IsOk());
  EXPECT_EQ(StateOf("busy"), State::STATE_OFFERED);
}

TEST_F(WaitingList, NobodyWaitsTwice) {
  ASSERT_THAT(Confirmed("next", "qian", "courses/clinical"), IsOk());
  v1::OpenNominationsRequest open;
  open.set_name("pairings/yh-cx/courses/clinical");
  ASSERT_THAT(Invoke(*courses_, &Courses::OpenNominations, open), IsOk());
  EXPECT_THAT(Nominate("again", "qian", "courses/clinical"),
              FailsWith(absl::StatusCode::kFailedPrecondition, "ALREADY_ASSIGNED"));
}

// Three courses on clashing days, one seat each: zhao in the clinical one, qian in the maternal one, sun in the third;
// qian would rather have zhao's, sun qian's, and li waits for sun's.
class Chain : public WaitingList {
 protected:
  Chain() {
    for (const char* id : {"li", "zhou"}) registry_.Put(VillageDoctor(id));
    for (const char* id : {"maternal", "third"}) {
      v1::Course course = Maternal();
      course.set_name(std::string("pairings/yh-cx/courses/") + id);
      course.set_seats(1);
      EXPECT_THAT(Create(course, v1::Course::STATE_CONFIRMED), IsOk());
    }
    EXPECT_THAT(Assign("qian-has", "qian", "courses/maternal"), IsOk());
    EXPECT_THAT(Assign("sun-has", "sun", "courses/third"), IsOk());
    EXPECT_THAT(Confirmed("li-waits", "li", "courses/third"), IsOk());
    EXPECT_THAT(Rather("qian-waits", "qian", "courses/clinical", "qian-has"), IsOk());
    EXPECT_THAT(Rather("sun-waits", "sun", "courses/maternal", "sun-has"), IsOk());
  }

  // Approved for the item, and gives up what they have.
  absl::StatusOr<v1::Assignment> Rather(const std::string& id, const std::string& person, const std::string& item,
                                        const std::string& gives_up) {
    v1::OpenNominationsRequest open;
    open.set_name("pairings/yh-cx/" + item);
    EXPECT_THAT(Invoke(*courses_, &Courses::OpenNominations, open), IsOk());
    EXPECT_THAT(Nominate(id, person, item), IsOk());
    EXPECT_THAT(Review(id, v1::ReviewAssignmentRequest::DECISION_APPROVE), IsOk());
    return ConfirmFor(id, gives_up);
  }
};

TEST_F(Chain, AFreedSeatIsServedByAChainInOneCommit) {
  EXPECT_EQ(StateOf("qian-waits"), State::STATE_WAITLISTED);
  EXPECT_EQ(Get("qian-waits").gives_up(), NameOf("qian-has"));
  EXPECT_EQ(StateOf("qian-has"), State::STATE_CONFIRMED);
  const uint64_t before = Status().revision();
  ASSERT_THAT(Withdraw("seated"), IsOk());
  EXPECT_EQ(Status().revision(), before + 1);
  EXPECT_EQ(StateOf("qian-waits"), State::STATE_CONFIRMED);
  EXPECT_EQ(StateOf("qian-has"), State::STATE_CANCELLED);
  EXPECT_EQ(StateOf("sun-waits"), State::STATE_CONFIRMED);
  EXPECT_EQ(StateOf("sun-has"), State::STATE_CANCELLED);
  EXPECT_EQ(StateOf("li-waits"), State::STATE_OFFERED);
  EXPECT_EQ(Get("seated").replaced_by(), NameOf("qian-waits"));
  EXPECT_EQ(Get("qian-has").replaced_by(), NameOf("sun-waits"));
  EXPECT_EQ(Get("sun-has").replaced_by(), NameOf("li-waits"));
  EXPECT_EQ(Get("qian-waits").gives_up(), "");
  EXPECT_EQ(CalendarOf("qian").engagements_size(), 1);
  for (const char* item : {"courses/clinical", "courses/maternal", "courses/third"})
    EXPECT_EQ(LedgerOf(item).taken(), 1) << item;
}

TEST_F(Chain, AFreeSeatIsTakenAtOnceAndTheOtherOneLeft) {
  ASSERT_THAT(Withdraw("qian-waits"), IsOk());
  ASSERT_THAT(Withdraw("seated"), IsOk());
  const auto moved = Rather("again", "qian", "courses/clinical", "qian-has");
  ASSERT_THAT(moved, IsOk());
  EXPECT_EQ(moved->state(), State::STATE_CONFIRMED);
  EXPECT_EQ(StateOf("qian-has"), State::STATE_CANCELLED);
  EXPECT_EQ(StateOf("sun-waits"), State::STATE_CONFIRMED);
}

TEST_F(Chain, WhatIsGivenUpMayBeSaidWhileWaiting) {
  ASSERT_THAT(Withdraw("sun-waits"), IsOk());
  ASSERT_THAT(Withdraw("qian-waits"), IsOk());
  v1::OpenNominationsRequest open;
  open.set_name("pairings/yh-cx/courses/clinical");
  ASSERT_THAT(Invoke(*courses_, &Courses::OpenNominations, open), IsOk());
  // Without saying so, the clash refuses; a seat of somebody else's is nobody's to give up.
  ASSERT_THAT(Nominate("later", "qian", "courses/clinical"), IsOk());
  ASSERT_THAT(Review("later", v1::ReviewAssignmentRequest::DECISION_APPROVE), IsOk());
  EXPECT_THAT(Confirm("later"), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(ConfirmFor("later", "sun-has"), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(ConfirmFor("later", "nothing"), StatusIs(absl::StatusCode::kNotFound));
  ASSERT_THAT(ConfirmFor("later", "qian-has"), IsOk());
  EXPECT_EQ(StateOf("later"), State::STATE_WAITLISTED);
  ASSERT_THAT(ConfirmFor("later", "qian-has"), IsOk());  // as it is
  EXPECT_EQ(Get("later").events_size(), 3);
}

// Once what was given up has begun, nobody moves: the next one is asked.
TEST_F(Chain, WhoeverHasBegunStays) {
  ASSERT_THAT(Confirmed("next", "zhou", "courses/clinical"), IsOk());
  v1::CloseNominationsRequest close;
  close.set_name("pairings/yh-cx/courses/maternal");
  ASSERT_THAT(Invoke(*courses_, &Courses::CloseNominations, close), IsOk());
  ASSERT_THAT(CheckIn("qian-has", "2021-10-25"), IsOk());
  ASSERT_THAT(Withdraw("seated"), IsOk());
  EXPECT_EQ(StateOf("qian-waits"), State::STATE_WAITLISTED);
  EXPECT_EQ(StateOf("next"), State::STATE_OFFERED);
}

// The days no longer clash: the seat is offered, and the other one is kept.
TEST_F(Chain, NobodyLosesASeatThatTheyMayKeep) {
  v1::PostponeCourseRequest postpone;
  postpone.set_name("pairings/yh-cx/courses/clinical");
  postpone.set_start_date("2021-12-06");
  postpone.set_end_date("2021-12-17");
  postpone.set_reason("疫情防控");
  ASSERT_THAT(Invoke(*courses_, &Courses::PostponeCourse, postpone), IsOk());
  ASSERT_THAT(Withdraw("seated"), IsOk());
  EXPECT_EQ(StateOf("qian-waits"), State::STATE_OFFERED);
  EXPECT_EQ(StateOf("qian-has"), State::STATE_CONFIRMED);
  ASSERT_THAT(Accept("qian-waits"), IsOk());
  EXPECT_EQ(CalendarOf("qian").engagements_size(), 2);
}

}  // namespace
}  // namespace jiedui::scheduler
