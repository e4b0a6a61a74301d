// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/seat_giving.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "scheduler_service/domain/calendar.h"
#include "tests/scheduler_service/life.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr absl::StatusCode kFailedPrecondition = absl::StatusCode::kFailedPrecondition;

absl::StatusOr<AssignmentChange> AssignWith(const AssignmentFacts& facts, const std::string& name = kLifeName) {
  Step step = On("CreateAssignment", "2021-11-15");
  step.name = name;
  return Assign(facts, step, SomeStamp());
}

TEST(Assign, GivesSeatAndDaysAndTellsTheStory) {
  const auto change = AssignWith(NewFacts());
  ASSERT_THAT(change, IsOk());
  EXPECT_TRUE(change->changed);
  const v1::Assignment& assignment = change->assignment;
  EXPECT_EQ(assignment.state(), v1::Assignment::STATE_CONFIRMED);
  EXPECT_EQ(assignment.person_display_name(), "赵示范");
  EXPECT_EQ(assignment.start_date(), "2021-10-18");
  EXPECT_EQ(assignment.end_date(), "2021-10-29");
  EXPECT_EQ(assignment.quota_division(), "510824100");
  EXPECT_EQ(assignment.organization(), "organizations/lingjiang");
  EXPECT_EQ(assignment.category(), registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR);
  EXPECT_EQ(assignment.registry_revision(), 42u);
  EXPECT_EQ(assignment.etag(), "7");
  ASSERT_EQ(assignment.events_size(), 1);
  EXPECT_EQ(assignment.events(0).actor(), "office");
  EXPECT_EQ(assignment.events(0).verb(), "CreateAssignment");
  EXPECT_EQ(assignment.events(0).date(), "2021-11-15");
  ASSERT_EQ(change->calendar->engagements_size(), 1);
  EXPECT_EQ(change->calendar->person(), "persons/zhao");
  EXPECT_EQ(change->calendar->engagements(0).assignment(), kLifeName);
  EXPECT_EQ(change->calendar->engagements(0).item_display_name(), "临床医生培训班");
  EXPECT_EQ(change->seats->ledger().taken(), 1);
}

TEST(Assign, ATakenIdIsRefused) {
  AssignmentFacts facts = NewFacts();
  facts.same_name.emplace().set_name(kLifeName);
  EXPECT_THAT(AssignWith(facts), FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
}

TEST(Assign, TheSamePersonTwiceIsRefusedByName) {
  AssignmentFacts facts = NewFacts();
  facts.candidate.calendar = Seated().calendar;
  const auto change = AssignWith(facts, "pairings/yh-cx/assignments/again");
  EXPECT_THAT(change, FailsWith(kFailedPrecondition, "ALREADY_ASSIGNED"));
  EXPECT_EQ(DetailOf<google::rpc::PreconditionFailure>(change.status()).violations(0).subject(), kLifeName);
}

// Beside it every rule that fails, as for anybody.
TEST(Assign, TheSamePersonTwiceIsToldTheOtherRulesToo) {
  AssignmentFacts facts = NewFacts();
  facts.candidate.calendar = Seated().calendar;
  facts.candidate.division = "510824223";
  const auto change = AssignWith(facts, "pairings/yh-cx/assignments/again");
  EXPECT_THAT(RulesIn(change.status()),
              ElementsAre("ALREADY_ASSIGNED pairings/yh-cx/assignments/zhao-clinical: found "
                          "pairings/yh-cx/assignments/zhao-clinical to pairings/yh-cx/courses/clinical "
                          "2021-10-18..2021-10-29, overlapping 2021-10-18..2021-10-29 (12 days), required no other "
                          "assignment to it",
                          StartsWith("NO_SEAT")));
}

// The days that are taken are those of the other assignment, which ended early, not those that are wanted.
TEST(Assign, TheSamePersonTwiceIsToldTheDaysThatAreTaken) {
  AssignmentFacts facts = NewFacts();
  facts.candidate.calendar = Seated().calendar;
  Shorten(facts.candidate.calendar, kLifeName, "2021-10-22");
  facts.candidate.item.dates.first = "2021-10-20";
  EXPECT_THAT(RulesIn(AssignWith(facts, "pairings/yh-cx/assignments/again").status()),
              ElementsAre(HasSubstr(" 2021-10-18..2021-10-22, overlapping 2021-10-20..2021-10-22 (3 days), required")));
  facts.candidate.item.dates.first = "2021-10-25";
  EXPECT_THAT(RulesIn(AssignWith(facts, "pairings/yh-cx/assignments/again").status()),
              ElementsAre(HasSubstr(" 2021-10-18..2021-10-22, overlapping no day, required")));
}

TEST(Assign, FailingRulesAreTheAnswer) {
  AssignmentFacts facts = NewFacts();
  facts.candidate.division = "510824223";
  facts.candidate.person.mutable_delete_time()->set_seconds(1);
  const auto change = AssignWith(facts);
  EXPECT_THAT(change, FailsWith(kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(change.status()), ElementsAre(StartsWith("PERSON_DELETED"), StartsWith("NO_SEAT")));
}

TEST(Assign, NotToACourseThatIsNotAnnounced) {
  AssignmentFacts facts = NewFacts();
  facts.candidate.item.phase = Phase::kPreparing;
  facts.candidate.item.state = "DRAFT";
  const auto change = AssignWith(facts);
  EXPECT_THAT(RulesIn(change.status()),
              ElementsAre("ITEM_STATE pairings/yh-cx/courses/clinical: found DRAFT, required OPEN_FOR_NOMINATION, "
                          "CONFIRMED or RUNNING"));
}

TEST(Assign, NobodyOvertakesThoseWhoAreBeingAsked) {
  AssignmentFacts facts = NewFacts();
  facts.seats.mutable_work()->set_kind(storage::v1::ItemWork::KIND_OFFER);
  facts.seats.mutable_ledger()->set_waiting(1);
  EXPECT_THAT(RulesIn(AssignWith(facts).status()), ElementsAre(StartsWith("NO_SEAT")));
  facts.candidate.calendar = Seated().calendar;
  EXPECT_THAT(RulesIn(AssignWith(facts, "pairings/yh-cx/assignments/again").status()),
              ElementsAre(StartsWith("ALREADY_ASSIGNED"), StartsWith("NO_SEAT")));
}

TEST(Confirm, TakesSeatAndDays) {
  const StepFacts approved = Approved();
  EXPECT_EQ(approved.calendar.applications_size(), 1);
  const auto change = Confirm(approved, CandidateOf(approved), On("ConfirmAssignment", "2021-09-22"), SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_CONFIRMED);
  EXPECT_EQ(change->calendar->applications_size(), 0);
  EXPECT_EQ(change->calendar->engagements_size(), 1);
  EXPECT_EQ(change->seats->ledger().taken(), 1);
  EXPECT_EQ(change->seats->ledger().counts(0).pending(), 0);
  const StepFacts again = With(approved, change);
  EXPECT_FALSE(Confirm(again, CandidateOf(again), On("ConfirmAssignment", "2021-09-23"), SomeStamp())->changed);
}

TEST(Confirm, WithoutASeatWaitsInOrder) {
  const StepFacts waiting = Waiting();
  EXPECT_EQ(waiting.assignment.state(), v1::Assignment::STATE_WAITLISTED);
  EXPECT_EQ(waiting.assignment.waiting_rank(), 1);
  EXPECT_EQ(waiting.seats.last_rank(), 1);
  EXPECT_EQ(waiting.seats.ledger().waiting(), 1);
  EXPECT_EQ(waiting.seats.ledger().counts(0).waiting(), 1);
  EXPECT_TRUE(waiting.calendar.applications(0).waiting());
  EXPECT_EQ(waiting.calendar.engagements_size(), 0);
}

TEST(Confirm, AnotherRuleRefusesEvenWithoutASeat) {
  StepFacts facts = Approved();
  Candidate candidate = CandidateOf(facts);
  candidate.person.mutable_delete_time()->set_seconds(1);
  EXPECT_THAT(Confirm(facts, candidate, On("ConfirmAssignment", "2021-09-22"), SomeStamp()),
              FailsWith(kFailedPrecondition, "RULES_FAILED"));
}

TEST(Offer, KeepsSeatAndDaysUntilTheDeadline) {
  StepFacts waiting = Waiting();
  Release(*waiting.seats.mutable_ledger(), "510824100", registry::v1::PERSON_CATEGORY_DOCTOR);
  const auto change = Offer(waiting, CandidateOf(waiting), "pairings/yh-cx/assignments/gone", SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_OFFERED);
  EXPECT_EQ(change->assignment.replaces(), "pairings/yh-cx/assignments/gone");
  EXPECT_EQ(change->assignment.waiting_rank(), 0);
  EXPECT_EQ(change->assignment.offer_expire_time().seconds(), ToTimestamp(SomeStamp().now).seconds() + 24 * 3600);
  EXPECT_EQ(change->seats->ledger().waiting(), 0);
  EXPECT_EQ(change->seats->ledger().offered(), 1);
  EXPECT_EQ(change->seats->ledger().taken(), 2);
  EXPECT_EQ(change->calendar->engagements_size(), 1);

  const StepFacts offered = With(waiting, change);
  const auto accepted = AcceptOffer(offered, On("AcceptOffer", "2021-10-01"), SomeStamp());
  ASSERT_THAT(accepted, IsOk());
  EXPECT_EQ(accepted->assignment.state(), v1::Assignment::STATE_CONFIRMED);
  EXPECT_FALSE(accepted->assignment.has_offer_expire_time());
  EXPECT_EQ(accepted->seats->ledger().offered(), 0);

  // U13: the offer stands for 24 hours, also where nobody has looked since.
  Stamp late = SomeStamp();
  late.now += absl::Hours(24);
  EXPECT_THAT(RulesIn(AcceptOffer(offered, On("AcceptOffer", "2021-10-01"), late).status()),
              ElementsAre(StartsWith("OFFER_EXPIRED")));
  late.now -= absl::Seconds(1);
  EXPECT_THAT(AcceptOffer(offered, On("AcceptOffer", "2021-10-01"), late), IsOk());

  const auto declined = DeclineOffer(offered, On("DeclineOffer", "2021-10-01", "家里有事"), SomeStamp());
  ASSERT_THAT(declined, IsOk());
  EXPECT_EQ(declined->assignment.state(), v1::Assignment::STATE_DECLINED);
  EXPECT_EQ(declined->seats->ledger().taken(), 1);
  EXPECT_EQ(declined->seats->ledger().offered(), 0);
  EXPECT_EQ(declined->calendar->engagements_size(), 0);
  EXPECT_TRUE(declined->freed_seat);
}

TEST(Offer, IsRefusedWhileTheQuotaIsFull) {
  const StepFacts waiting = Waiting();
  EXPECT_THAT(Offer(waiting, CandidateOf(waiting), "", SomeStamp()), FailsWith(kFailedPrecondition, "RULES_FAILED"));
}

TEST(Resolve, TakesTheDaysOnceTheyAreFree) {
  StepFacts facts = Seated();
  facts.assignment.set_dates_undecided(true);
  facts.calendar.clear_engagements();
  facts.item.dates = {"2021-11-29", "2021-12-03"};
  Candidate candidate = CandidateOf(facts);
  candidate.item = facts.item;
  const auto change = Resolve(facts, candidate, On("ResolveAssignment", "2021-11-20"), SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_FALSE(change->assignment.dates_undecided());
  EXPECT_EQ(change->assignment.start_date(), "2021-11-29");
  EXPECT_EQ(change->calendar->engagements(0).end_date(), "2021-12-03");
  EXPECT_FALSE(change->seats.has_value());
}

}  // namespace
}  // namespace jiedui::scheduler
