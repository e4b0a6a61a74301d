// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/corrected.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/life.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Kind = v1::CorrectionChange;

v1::CorrectionChange To(Kind::Kind kind, const std::string& date = "") {
  v1::CorrectionChange change;
  change.set_assignment(kLifeName);
  change.set_kind(kind);
  change.set_date(date);
  return change;
}

StepFacts CompletedLife() {
  const StepFacts facts = CheckedIn();
  return With(facts, Complete(facts, On("CompleteAssignment", "2021-10-29"), SomeStamp()));
}

absl::StatusOr<AssignmentChange> Correct(const StepFacts& facts, const v1::CorrectionChange& change) {
  return Corrected(facts, change, "查出未签到", SomeStamp());
}

TEST(Corrected, WhoNeverCameGivesSeatAndDaysBack) {
  const StepFacts facts = CompletedLife();
  ASSERT_EQ(facts.seats.ledger().taken(), 1);
  const auto change = Correct(facts, To(Kind::KIND_NOT_CHECKED_IN));
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_NO_SHOW);
  EXPECT_EQ(change->assignment.check_in_date(), "");
  EXPECT_EQ(change->assignment.close_date(), "2021-10-18");
  EXPECT_EQ(change->seats->ledger().taken(), 0);
  EXPECT_EQ(change->calendar->engagements_size(), 0);
  EXPECT_TRUE(change->freed_seat);
  const v1::AssignmentEvent& event = *change->assignment.events().rbegin();
  EXPECT_EQ(event.verb(), "ApproveCorrection");
  EXPECT_EQ(event.reason(), "查出未签到");
  EXPECT_EQ(event.actor(), "office");
  EXPECT_EQ(event.state(), v1::Assignment::STATE_NO_SHOW);
}

TEST(Corrected, WhoCameAfterAllTakesThemAgain) {
  const StepFacts completed = CompletedLife();
  const StepFacts no_show = With(completed, Correct(completed, To(Kind::KIND_NOT_CHECKED_IN)));
  const auto change = Correct(no_show, To(Kind::KIND_CHECKED_IN, "2021-10-19"));
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_CHECKED_IN);
  EXPECT_EQ(change->assignment.check_in_date(), "2021-10-19");
  EXPECT_EQ(change->assignment.close_date(), "");
  EXPECT_EQ(change->seats->ledger().taken(), 1);
  EXPECT_EQ(change->calendar->engagements(0).start_date(), "2021-10-18");
}

TEST(Corrected, NotWhereTheSeatOrTheDaysAreTaken) {
  const StepFacts completed = CompletedLife();
  StepFacts no_show = With(completed, Correct(completed, To(Kind::KIND_NOT_CHECKED_IN)));
  v1::SeatLedger& ledger = *no_show.seats.mutable_ledger();
  Take(ledger, "510824100", no_show.assignment.category());
  Take(ledger, "510824100", no_show.assignment.category());
  EXPECT_THAT(RulesIn(Correct(no_show, To(Kind::KIND_CHECKED_IN, "2021-10-18")).status()),
              ElementsAre(StartsWith("NO_SEAT")));
  v1::Engagement& other = *no_show.calendar.add_engagements();
  other.set_assignment("pairings/yh-cx/assignments/other");
  other.set_item("pairings/yh-cx/postings/ortho");
  other.set_start_date("2021-10-29");
  other.set_end_date("2021-12-14");
  other.set_intensity(v1::INTENSITY_FULL_TIME);
  EXPECT_THAT(RulesIn(Correct(no_show, To(Kind::KIND_CHECKED_IN, "2021-10-18")).status()),
              ElementsAre(AllOf(StartsWith("DOUBLE_BOOKING"), HasSubstr("postings/ortho"))));
}

// Of a part-time item no days clash.
TEST(Corrected, NotASecondSeatOfTheItem) {
  const StepFacts completed = CompletedLife();
  StepFacts no_show = With(completed, Correct(completed, To(Kind::KIND_NOT_CHECKED_IN)));
  no_show.item.intensity = v1::INTENSITY_PART_TIME;
  v1::Engagement& other = *no_show.calendar.add_engagements();
  other.set_assignment("pairings/yh-cx/assignments/other");
  other.set_item(no_show.item.name);
  other.set_start_date("2021-10-18");
  other.set_end_date("2021-10-29");
  other.set_intensity(v1::INTENSITY_PART_TIME);
  EXPECT_THAT(RulesIn(Correct(no_show, To(Kind::KIND_CHECKED_IN, "2021-10-18")).status()),
              ElementsAre(AllOf(StartsWith("SECOND_SEAT"), HasSubstr("assignments/other"))));
}

TEST(Corrected, SuccessBecomesFailureAndBack) {
  const StepFacts completed = CompletedLife();
  const auto failed = Correct(completed, To(Kind::KIND_NOT_COMPLETED, "2021-10-30"));
  ASSERT_THAT(failed, IsOk());
  EXPECT_EQ(failed->assignment.state(), v1::Assignment::STATE_NOT_COMPLETED);
  EXPECT_EQ(failed->assignment.close_date(), "2021-10-30");
  EXPECT_FALSE(failed->seats.has_value());
  const auto again = Correct(With(completed, failed), To(Kind::KIND_COMPLETED, "2021-10-29"));
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->assignment.state(), v1::Assignment::STATE_COMPLETED);
  EXPECT_EQ(again->assignment.check_in_date(), "2021-10-18");
  EXPECT_THAT(RulesIn(Correct(completed, To(Kind::KIND_COMPLETED, "2021-10-28")).status()),
              ElementsAre(StartsWith("DATE_OUTSIDE")));
}

TEST(Corrected, WhoLeftTakesFewerDaysAndWhoStayedTakesThemAgain) {
  const StepFacts completed = CompletedLife();
  const auto left = Correct(completed, To(Kind::KIND_ENDED_EARLY, "2021-10-20"));
  ASSERT_THAT(left, IsOk());
  EXPECT_EQ(left->assignment.end_date(), "2021-10-20");
  EXPECT_EQ(left->calendar->engagements(0).end_date(), "2021-10-20");
  EXPECT_FALSE(left->assignment.short_stay());
  const auto stayed = Correct(With(completed, left), To(Kind::KIND_COMPLETED, "2021-10-29"));
  ASSERT_THAT(stayed, IsOk());
  EXPECT_EQ(stayed->assignment.end_date(), "2021-10-29");
  EXPECT_EQ(stayed->calendar->engagements(0).end_date(), "2021-10-29");
  EXPECT_THAT(RulesIn(Correct(completed, To(Kind::KIND_ENDED_EARLY, "2021-10-17")).status()),
              ElementsAre(StartsWith("DATE_OUTSIDE")));
  StepFacts stay = completed;
  stay.item.days_min = 4;
  EXPECT_TRUE(Correct(stay, To(Kind::KIND_ENDED_EARLY, "2021-10-20"))->assignment.short_stay());
  EXPECT_FALSE(Correct(stay, To(Kind::KIND_ENDED_EARLY, "2021-10-21"))->assignment.short_stay());
}

TEST(Corrected, ACertificateStandsInTheWay) {
  StepFacts facts = CompletedLife();
  facts.assignment.set_state(v1::Assignment::STATE_CERTIFIED);
  const auto refused = Correct(facts, To(Kind::KIND_NOT_CHECKED_IN));
  EXPECT_THAT(refused, FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("certificate"));
}

TEST(Corrected, EveryStateThatNeverTookASeatIsRefused) {
  using A = v1::Assignment;
  StepFacts facts = CompletedLife();
  for (const A::State state : {A::STATE_NOMINATED, A::STATE_APPROVED, A::STATE_WAITLISTED, A::STATE_OFFERED,
                               A::STATE_WITHDRAWN, A::STATE_CANCELLED, A::STATE_REPLACED, A::STATE_REJECTED}) {
    facts.assignment.set_state(state);
    EXPECT_THAT(Correct(facts, To(Kind::KIND_CHECKED_IN, "2021-10-18")),
                FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"))
        << A::State_Name(state);
  }
  for (const A::State state : {A::STATE_CONFIRMED, A::STATE_NO_SHOW}) {
    facts.assignment.set_state(state);
    EXPECT_THAT(CheckCorrectable(facts.assignment, Kind::KIND_CHECKED_IN), IsOk());
    for (const Kind::Kind kind : {Kind::KIND_COMPLETED, Kind::KIND_NOT_CHECKED_IN, Kind::KIND_ENDED_EARLY})
      EXPECT_THAT(CheckCorrectable(facts.assignment, kind),
                  FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  }
}

// No verb leads out of it.
TEST(Corrected, NobodyComesToWhatWasCalledOff) {
  const StepFacts completed = CompletedLife();
  StepFacts no_show = With(completed, Correct(completed, To(Kind::KIND_NOT_CHECKED_IN)));
  no_show.item.phase = Phase::kCancelled;
  EXPECT_THAT(RulesIn(Correct(no_show, To(Kind::KIND_CHECKED_IN, "2021-10-18")).status()),
              ElementsAre(StartsWith("ITEM_STATE")));
  StepFacts cancelled = completed;
  cancelled.item.phase = Phase::kCancelled;
  EXPECT_THAT(Correct(cancelled, To(Kind::KIND_NOT_CHECKED_IN)), IsOk());
}

}  // namespace
}  // namespace jiedui::scheduler
