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
              FailsWith(absl::StatusCode::kAlreadyExists, "ALREADY_ASSIGNED"));
}

}  // namespace
}  // namespace jiedui::scheduler
