// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/nomination.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/life.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Request = v1::ReviewAssignmentRequest;

constexpr absl::StatusCode kFailedPrecondition = absl::StatusCode::kFailedPrecondition;

absl::StatusOr<AssignmentChange> Decide(const StepFacts& facts, Request::Decision decision,
                                        const Stamp& stamp = SomeStamp()) {
  return Review(facts, decision, {}, On("ReviewAssignment", "2021-09-21", "材料不全"), stamp);
}

TEST(AlreadyAssigned, IsTheSameNamePersonAndItem) {
  AssignmentFacts facts = NewFacts();
  EXPECT_EQ(AlreadyAssigned(facts, kLifeName), std::nullopt);
  EXPECT_EQ(AlreadyAssigned(facts, ""), std::nullopt);
  facts.same_name = Seated().assignment;
  EXPECT_EQ(AlreadyAssigned(facts, kLifeName), kLifeName);
  facts.same_name->set_person("persons/other");
  EXPECT_EQ(AlreadyAssigned(facts, kLifeName), std::nullopt);
  facts.candidate.calendar = Seated().calendar;
  EXPECT_EQ(AlreadyAssigned(facts, ""), kLifeName);
  facts.candidate.calendar = Nominated().calendar;
  EXPECT_EQ(AlreadyAssigned(facts, ""), kLifeName);
}

TEST(Nominate, TakesNeitherSeatNorDays) {
  const StepFacts facts = Nominated();
  EXPECT_EQ(facts.assignment.state(), v1::Assignment::STATE_NOMINATED);
  EXPECT_EQ(facts.assignment.quota_division(), "510824100");
  EXPECT_EQ(facts.calendar.engagements_size(), 0);
  EXPECT_EQ(facts.calendar.applications(0).assignment(), kLifeName);
  EXPECT_EQ(facts.seats.ledger().taken(), 0);
  EXPECT_EQ(facts.seats.ledger().counts(0).pending(), 1);
}

// U3: a nomination of 18:01 is too late for 18:00.
TEST(Nominate, AfterTheDeadlineIsRefused) {
  AssignmentFacts facts = NewFacts();
  facts.nomination_deadline = SomeStamp().now;
  const Step step = On("NominateAssignment", "2021-11-15");
  EXPECT_THAT(Nominate(facts, step, SomeStamp().now, SomeStamp()), IsOk());
  const auto late = Nominate(facts, step, SomeStamp().now + absl::Minutes(1), SomeStamp());
  EXPECT_THAT(RulesIn(late.status()), ElementsAre(HasSubstr("NOMINATION_DEADLINE")));
  EXPECT_THAT(RulesIn(late.status()), ElementsAre(HasSubstr("12:01:00, required by 2021-11-15 12:00:00")));
}

TEST(Nominate, OnlyWhileNominationsAreOpen) {
  AssignmentFacts facts = NewFacts();
  facts.candidate.item.phase = Phase::kFixed;
  facts.candidate.item.state = "CONFIRMED";
  facts.candidate.person.mutable_restrict_time()->set_seconds(1);
  const auto change = Nominate(facts, On("NominateAssignment", "2021-11-15"), SomeStamp().now, SomeStamp());
  EXPECT_THAT(RulesIn(change.status()), ElementsAre(StartsWith("ITEM_STATE"), StartsWith("PERSON_RESTRICTED")));
}

// A nomination takes no days: there are none to name.
TEST(Nominate, TheSamePersonTwiceIsRefusedWithEveryOtherRule) {
  AssignmentFacts facts = NewFacts();
  facts.candidate.calendar = Nominated().calendar;
  facts.candidate.person.mutable_delete_time()->set_seconds(1);
  const auto change = Nominate(facts, On("NominateAssignment", "2021-11-15"), SomeStamp().now, SomeStamp());
  EXPECT_THAT(change, FailsWith(kFailedPrecondition, "ALREADY_ASSIGNED"));
  EXPECT_THAT(RulesIn(change.status()),
              ElementsAre("ALREADY_ASSIGNED pairings/yh-cx/assignments/zhao-clinical: found "
                          "pairings/yh-cx/assignments/zhao-clinical to pairings/yh-cx/courses/clinical, "
                          "which takes no days, required no other assignment to it",
                          StartsWith("PERSON_DELETED")));
}

TEST(Review, GoesWhereTheDecisionSays) {
  const StepFacts taken_up = With(Nominated(), Decide(Nominated(), Request::DECISION_TAKE_UP));
  EXPECT_EQ(taken_up.assignment.state(), v1::Assignment::STATE_UNDER_REVIEW);
  EXPECT_EQ(Decide(taken_up, Request::DECISION_APPROVE)->assignment.state(), v1::Assignment::STATE_APPROVED);
  const auto rejected = Decide(taken_up, Request::DECISION_REJECT);
  EXPECT_EQ(rejected->assignment.state(), v1::Assignment::STATE_REJECTED);
  EXPECT_EQ(rejected->seats->ledger().counts(0).pending(), 0);
  EXPECT_EQ(rejected->calendar->applications_size(), 0);
  EXPECT_THAT(Decide(With(taken_up, rejected), Request::DECISION_APPROVE),
              FailsWith(kFailedPrecondition, "ILLEGAL_STATE"));
}

// U17: what is missing can be sent in until the deadline.
TEST(Review, AReturnedOneComesBack) {
  const StepFacts returned = With(Nominated(), Decide(Nominated(), Request::DECISION_RETURN));
  EXPECT_EQ(returned.assignment.state(), v1::Assignment::STATE_RETURNED);
  EXPECT_EQ(returned.assignment.events(1).reason(), "材料不全");
  const Step step = On("ResubmitAssignment", "2021-09-22", "补交材料");
  const auto again = Resubmit(returned, SomeStamp().now, step, SomeStamp());
  EXPECT_EQ(again->assignment.state(), v1::Assignment::STATE_NOMINATED);
  EXPECT_EQ(Resubmit(returned, std::nullopt, step, SomeStamp())->assignment.state(), v1::Assignment::STATE_NOMINATED);
  EXPECT_THAT(RulesIn(Resubmit(returned, SomeStamp().now - absl::Seconds(1), step, SomeStamp()).status()),
              ElementsAre(HasSubstr("NOMINATION_DEADLINE")));
}

// U17: the nominator may not approve the nomination; without certificates nobody can be told from anybody.
TEST(Review, NobodyApprovesTheirOwn) {
  Stamp nominator = SomeStamp();
  nominator.actor = "township";
  EXPECT_THAT(Decide(Nominated(), Request::DECISION_APPROVE, nominator), FailsWith(kFailedPrecondition, "SELF_REVIEW"));
  EXPECT_THAT(Decide(Nominated(), Request::DECISION_APPROVE), IsOk());
  EXPECT_THAT(Decide(Nominated(), Request::DECISION_REJECT, nominator), IsOk());
}

TEST(Review, ApprovalNeedsTheRulesButNotTheSeat) {
  std::vector<v1::RuleFinding> findings(2);
  findings[0].set_rule("NO_SEAT");
  findings[1].set_rule("DOUBLE_BOOKING");
  for (v1::RuleFinding& finding : findings) finding.set_severity(v1::RuleFinding::SEVERITY_REFUSE);
  const Step step = On("ReviewAssignment", "2021-09-21");
  EXPECT_THAT(Review(Nominated(), Request::DECISION_APPROVE, findings, step, SomeStamp()), IsOk());
  findings[1].set_rule("LICENCE");
  EXPECT_THAT(RulesIn(Review(Nominated(), Request::DECISION_APPROVE, findings, step, SomeStamp()).status()),
              ElementsAre(StartsWith("LICENCE")));
}

TEST(Review, RevokingFreesWhatWasGiven) {
  StepFacts seated = Seated();
  const auto change = Decide(seated, Request::DECISION_REVOKE);
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_UNDER_REVIEW);
  EXPECT_EQ(change->seats->ledger().taken(), 0);
  EXPECT_EQ(change->seats->ledger().counts(0).pending(), 1);
  EXPECT_EQ(change->calendar->engagements_size(), 0);
  EXPECT_EQ(change->calendar->applications_size(), 1);
  EXPECT_TRUE(change->freed_seat);
}

// U17: whoever sent it in may not approve it, also when somebody else has sent it in again since.
TEST(Review, NobodyApprovesWhatTheyHaveSentIn) {
  const StepFacts returned = With(Nominated(), Decide(Nominated(), Request::DECISION_RETURN));
  Stamp colleague = SomeStamp();
  colleague.actor = "colleague";
  const StepFacts again =
      With(returned, Resubmit(returned, std::nullopt, On("ResubmitAssignment", "2021-09-22", "补交材料"), colleague));
  Stamp stamp = SomeStamp();
  for (const char* actor : {"township", "colleague"}) {
    stamp.actor = actor;
    EXPECT_THAT(Review(again, Request::DECISION_APPROVE, {}, On("ReviewAssignment", "2021-09-23"), stamp),
                FailsWith(absl::StatusCode::kFailedPrecondition, "SELF_REVIEW"))
        << actor;
  }
  stamp.actor = "bureau";
  EXPECT_THAT(Review(again, Request::DECISION_APPROVE, {}, On("ReviewAssignment", "2021-09-23"), stamp), IsOk());
}

}  // namespace
}  // namespace jiedui::scheduler
