// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/leaving.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/life.h"

namespace jiedui::scheduler {
namespace {

constexpr absl::StatusCode kFailedPrecondition = absl::StatusCode::kFailedPrecondition;

TEST(EndEarly, FreesTheDaysAfterAndKeepsTheSeat) {
  const auto change = EndEarly(CheckedIn(), On("EndAssignmentEarly", "2021-10-24", "身体原因"), SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_ENDED_EARLY);
  EXPECT_EQ(change->assignment.end_date(), "2021-10-24");
  EXPECT_EQ(change->assignment.close_date(), "2021-10-24");
  EXPECT_EQ(change->calendar->engagements(0).end_date(), "2021-10-24");
  EXPECT_FALSE(change->seats.has_value());
  EXPECT_FALSE(change->freed_seat);
  EXPECT_TRUE(change->freed_days);
}

TEST(EndEarly, NotBeforeCheckInNorAfterTheEnd) {
  const StepFacts facts = CheckedIn("2021-10-20");
  const auto on = [&](const char* date) { return EndEarly(facts, On("EndAssignmentEarly", date, "x"), SomeStamp()); };
  EXPECT_THAT(on("2021-10-19"), FailsWith(kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(on("2021-10-30"), FailsWith(kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(on("2021-10-20"), IsOk());
}

// U8: 25 days do not count where 30 are asked for, 30 do.
TEST(EndEarly, AShortStayIsMarked) {
  StepFacts facts = Seated();
  facts.item.days_min = 30;
  facts.item.is_course = false;
  facts.assignment.set_state(v1::Assignment::STATE_CHECKED_IN);
  facts.assignment.set_start_date("2021-09-01");
  facts.assignment.set_check_in_date("2021-09-01");
  facts.assignment.set_end_date("2022-02-28");
  const auto on = [&](const char* date) {
    return EndEarly(facts, On("EndAssignmentEarly", date, "身体原因"), SomeStamp());
  };
  EXPECT_TRUE(on("2021-09-25")->assignment.short_stay());
  EXPECT_FALSE(on("2021-09-30")->assignment.short_stay());
}

TEST(Dismiss, EndsOnTheDay) {
  const auto change = Dismiss(CheckedIn(), On("DismissAssignment", "2021-10-20", "旷课"), SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_DISMISSED);
  EXPECT_EQ(change->calendar->engagements(0).end_date(), "2021-10-20");
}

TEST(Cancel, GivesSeatAndDaysBack) {
  const auto change = Cancel(Seated(), On("CancelAssignment", "2021-10-13", "疫情防控"), SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_CANCELLED);
  EXPECT_EQ(change->calendar->engagements_size(), 0);
  EXPECT_EQ(change->seats->ledger().taken(), 0);
  EXPECT_EQ(change->seats->ledger().counts(0).taken(), 0);
  EXPECT_TRUE(change->freed_seat);
  EXPECT_FALSE(Cancel(With(Seated(), change), On("CancelAssignment", "2021-10-14", "x"), SomeStamp())->changed);
}

// Whatever is held before check-in is given back, whichever it is.
TEST(Withdraw, LeavesNothingBehind) {
  StepFacts waiting = Waiting();
  StepFacts offered = waiting;
  Release(*offered.seats.mutable_ledger(), "510824100", registry::v1::PERSON_CATEGORY_DOCTOR);
  offered = With(offered, Offer(offered, CandidateOf(offered), "", SomeStamp()));
  for (const StepFacts& facts : {Nominated(), Approved(), waiting, offered, Seated()}) {
    const auto change = Withdraw(facts, On("WithdrawAssignment", "2021-10-01", "单位有任务"), SomeStamp());
    ASSERT_THAT(change, IsOk());
    EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_WITHDRAWN);
    EXPECT_EQ(change->assignment.waiting_rank(), 0);
    EXPECT_FALSE(change->assignment.has_offer_expire_time());
    EXPECT_EQ(change->calendar->applications_size(), 0);
    EXPECT_EQ(change->calendar->engagements_size(), 0);
    const v1::SeatLedger& ledger = change->seats->ledger();
    EXPECT_EQ(ledger.counts(0).pending() + ledger.counts(0).waiting() + ledger.waiting() + ledger.offered(), 0);
    EXPECT_EQ(change->freed_seat, HoldsSeat(facts.assignment.state()));
  }
  EXPECT_THAT(Withdraw(CheckedIn(), On("WithdrawAssignment", "2021-10-20", "x"), SomeStamp()),
              FailsWith(kFailedPrecondition, "ILLEGAL_STATE"));
}

TEST(MarkNoShow, FromTheFirstDayOn) {
  const auto on = [](const char* date) { return MarkNoShow(Seated(), On("MarkNoShow", date), SomeStamp()); };
  EXPECT_THAT(on("2021-10-17"), FailsWith(kFailedPrecondition, "RULES_FAILED"));
  ASSERT_THAT(on("2021-10-18"), IsOk());
  EXPECT_EQ(on("2021-10-18")->assignment.state(), v1::Assignment::STATE_NO_SHOW);
  EXPECT_EQ(on("2021-10-18")->seats->ledger().taken(), 0);
  EXPECT_EQ(on("2021-10-18")->calendar->engagements_size(), 0);
}

// A nomination takes no days, but keeps its person out of other runs of the curriculum.
TEST(Withdraw, OfANominationLetsThePersonMoveUpElsewhere) {
  const auto change = Withdraw(Nominated(), On("WithdrawAssignment", "2021-09-20", "x"), SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_TRUE(change->freed_days);
  EXPECT_FALSE(change->freed_seat);
}

}  // namespace
}  // namespace jiedui::scheduler
