// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/assignment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "scheduler_service/domain/seats.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Decide = absl::StatusOr<AssignmentChange> (*)(const StepFacts&, const Step&, const Stamp&);

constexpr char kName[] = "pairings/yh-cx/assignments/zhao-clinical";
constexpr absl::StatusCode kFailedPrecondition = absl::StatusCode::kFailedPrecondition;

// The village doctor of 陵江 before a clinical course with two seats for 陵江 and none for others.
AssignmentFacts Facts() {
  AssignmentFacts facts{.candidate = {.pairing = YuhangCangxi(),
                                      .item = ItemOf(Clinical()),
                                      .person = VillageDoctor(),
                                      .organization = "organizations/lingjiang",
                                      .division = "510824100"},
                        .registry_revision = 42};
  v1::Quota quota;
  quota.set_division("510824100");
  quota.set_seats(2);
  facts.candidate.ledger = NewLedger(Clinical().name(), {.seats = 2, .quotas = {quota}});
  return facts;
}

// After the seat was given, and each of the steps.
StepFacts After(const std::vector<std::pair<Decide, Step>>& steps = {}) {
  const auto assigned = Assign(Facts(), kName, SomeStamp());
  EXPECT_THAT(assigned, IsOk());
  StepFacts facts{.assignment = assigned->assignment, .calendar = *assigned->calendar, .ledger = *assigned->ledger};
  for (const auto& [decide, step] : steps) {
    const auto change = decide(facts, step, SomeStamp());
    EXPECT_THAT(change, IsOk());
    facts.assignment = change->assignment;
    facts.calendar = change->calendar.value_or(facts.calendar);
    facts.ledger = change->ledger.value_or(facts.ledger);
  }
  return facts;
}

Step On(const std::string& date, const std::string& reason = "") {
  return {.name = kName, .date = date, .reason = reason};
}

StepFacts CheckedIn() { return After({{CheckIn, On("2021-10-18")}}); }

TEST(Assign, GivesSeatAndDaysAndTellsTheStory) {
  const auto change = Assign(Facts(), kName, SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_TRUE(change->changed);
  const v1::Assignment& assignment = change->assignment;
  EXPECT_EQ(assignment.state(), v1::Assignment::STATE_CONFIRMED);
  EXPECT_EQ(assignment.person_display_name(), "赵示范");
  EXPECT_EQ(assignment.start_date(), "2021-10-18");
  EXPECT_EQ(assignment.end_date(), "2021-10-29");
  EXPECT_EQ(assignment.quota_division(), "510824100");
  EXPECT_EQ(assignment.registry_revision(), 42u);
  EXPECT_EQ(assignment.etag(), "7");
  ASSERT_EQ(assignment.events_size(), 1);
  EXPECT_EQ(assignment.events(0).actor(), "office");
  EXPECT_EQ(assignment.events(0).date(), "2021-11-15");
  ASSERT_EQ(change->calendar->engagements_size(), 1);
  EXPECT_EQ(change->calendar->person(), "persons/zhao");
  EXPECT_EQ(change->calendar->engagements(0).assignment(), kName);
  EXPECT_EQ(change->calendar->engagements(0).item_display_name(), "临床医生培训班");
  EXPECT_EQ(change->ledger->taken(), 1);
}

TEST(Assign, ATakenIdIsRefused) {
  AssignmentFacts facts = Facts();
  facts.same_name.emplace().set_name(kName);
  EXPECT_THAT(Assign(facts, kName, SomeStamp()), FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
}

TEST(Assign, TheSamePersonTwiceIsRefusedByName) {
  AssignmentFacts facts = Facts();
  facts.candidate.calendar = After().calendar;
  const auto change = Assign(facts, "pairings/yh-cx/assignments/again", SomeStamp());
  EXPECT_THAT(change, FailsWith(absl::StatusCode::kAlreadyExists, "ALREADY_ASSIGNED"));
  EXPECT_EQ(DetailOf<google::rpc::ResourceInfo>(change.status()).resource_name(), kName);
}

TEST(Assign, FailingRulesAreTheAnswer) {
  AssignmentFacts facts = Facts();
  facts.candidate.division = "510824223";
  facts.candidate.person.mutable_delete_time()->set_seconds(1);
  const auto change = Assign(facts, kName, SomeStamp());
  EXPECT_THAT(change, FailsWith(kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(change.status()), ElementsAre(StartsWith("PERSON_DELETED"), StartsWith("NO_SEAT")));
}

TEST(AlreadyAssigned, IsTheSameNamePersonAndItem) {
  AssignmentFacts facts = Facts();
  EXPECT_EQ(AlreadyAssigned(facts, kName), std::nullopt);
  EXPECT_EQ(AlreadyAssigned(facts, ""), std::nullopt);
  facts.same_name = After().assignment;
  EXPECT_EQ(AlreadyAssigned(facts, kName), kName);
  facts.same_name->set_person("persons/other");
  EXPECT_EQ(AlreadyAssigned(facts, kName), std::nullopt);
  facts.candidate.calendar = After().calendar;
  EXPECT_EQ(AlreadyAssigned(facts, ""), kName);
}

TEST(CheckIn, AnyDayOfTheItem) {
  for (const char* date : {"2021-10-18", "2021-10-29"}) {
    const auto change = CheckIn(After(), On(date), SomeStamp());
    ASSERT_THAT(change, IsOk());
    EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_CHECKED_IN);
    EXPECT_EQ(change->assignment.check_in_date(), date);
    EXPECT_EQ(change->assignment.events_size(), 2);
    EXPECT_FALSE(change->ledger.has_value());
  }
  for (const char* date : {"2021-10-17", "2021-10-30"}) {
    const auto change = CheckIn(After(), On(date), SomeStamp());
    EXPECT_THAT(change, FailsWith(kFailedPrecondition, "RULES_FAILED"));
    EXPECT_THAT(RulesIn(change.status()), ElementsAre(HasSubstr("required 2021-10-18..2021-10-29")));
  }
}

TEST(Complete, FromTheLastDayOn) {
  EXPECT_THAT(Complete(CheckedIn(), On("2021-10-28"), SomeStamp()), FailsWith(kFailedPrecondition, "RULES_FAILED"));
  const auto change = Complete(CheckedIn(), On("2021-10-29"), SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_COMPLETED);
  EXPECT_EQ(change->assignment.close_date(), "2021-10-29");
  EXPECT_FALSE(change->calendar.has_value());
  EXPECT_FALSE(change->ledger.has_value());
}

TEST(Complete, WithoutSuccessKeepsTheReason) {
  Step step = On("2021-10-29", "缺勤4/24");
  step.unsuccessful = true;
  const auto change = Complete(CheckedIn(), step, SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_NOT_COMPLETED);
  EXPECT_EQ(change->assignment.events(2).reason(), "缺勤4/24");
}

TEST(EndEarly, FreesTheDaysAfterAndKeepsTheSeat) {
  const auto change = EndEarly(CheckedIn(), On("2021-10-24", "身体原因"), SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_ENDED_EARLY);
  EXPECT_EQ(change->assignment.end_date(), "2021-10-24");
  EXPECT_EQ(change->assignment.close_date(), "2021-10-24");
  EXPECT_EQ(change->calendar->engagements(0).end_date(), "2021-10-24");
  EXPECT_FALSE(change->ledger.has_value());
}

TEST(EndEarly, NotBeforeCheckInNorAfterTheEnd) {
  const StepFacts facts = After({{CheckIn, On("2021-10-20")}});
  EXPECT_THAT(EndEarly(facts, On("2021-10-19"), SomeStamp()), FailsWith(kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(EndEarly(facts, On("2021-10-30"), SomeStamp()), FailsWith(kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(EndEarly(facts, On("2021-10-20"), SomeStamp()), IsOk());
}

TEST(Cancel, GivesSeatAndDaysBack) {
  const auto change = Cancel(After(), On("2021-10-13", "疫情防控"), SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_CANCELLED);
  EXPECT_EQ(change->calendar->engagements_size(), 0);
  EXPECT_EQ(change->ledger->taken(), 0);
  EXPECT_EQ(change->ledger->counts(0).taken(), 0);
}

struct Refusal {
  StepFacts facts;
  Decide decide;
  std::string state;
  std::string possible;
};

TEST(IllegalState, NamesTheStateAndWhatIsPossible) {
  const StepFacts done = After({{CheckIn, On("2021-10-18")}, {Complete, On("2021-10-29")}});
  const StepFacts gone = After({{Cancel, On("2021-10-13", "疫情防控")}});
  const std::string seated = "CheckInAssignment, CancelAssignment";
  const std::string present = "CompleteAssignment, EndAssignmentEarly";
  const std::vector<Refusal> refusals = {
      {After(), Complete, "STATE_CONFIRMED", seated},      {After(), EndEarly, "STATE_CONFIRMED", seated},
      {CheckedIn(), CheckIn, "STATE_CHECKED_IN", present}, {CheckedIn(), Cancel, "STATE_CHECKED_IN", present},
      {done, CheckIn, "STATE_COMPLETED", "none"},          {done, EndEarly, "STATE_COMPLETED", "none"},
      {done, Cancel, "STATE_COMPLETED", "none"},           {gone, CheckIn, "STATE_CANCELLED", "none"},
      {gone, Complete, "STATE_CANCELLED", "none"}};
  for (const Refusal& refusal : refusals) {
    const auto change = refusal.decide(refusal.facts, On("2021-10-30"), SomeStamp());
    EXPECT_THAT(change, FailsWith(kFailedPrecondition, "ILLEGAL_STATE"));
    const auto metadata = DetailOf<google::rpc::ErrorInfo>(change.status()).metadata();
    EXPECT_EQ(metadata.at("state"), refusal.state);
    EXPECT_EQ(metadata.at("possible"), refusal.possible);
    EXPECT_THAT(std::string(change.status().message()), HasSubstr(refusal.state));
  }
}

// Every verb sent twice, also with the etag read before the first time.
TEST(Repetition, ChangesNothing) {
  const Step came = On("2021-10-18");
  const Step left = On("2021-10-24", "身体原因");
  const Step finished = On("2021-10-29");
  const Step cancelled = On("2021-10-13", "疫情防控");
  const std::vector<std::pair<StepFacts, std::pair<Decide, Step>>> repetitions = {
      {CheckedIn(), {CheckIn, came}},
      {After({{CheckIn, came}, {Complete, finished}}), {Complete, finished}},
      {After({{CheckIn, came}, {Complete, finished}}), {CheckIn, came}},
      {After({{CheckIn, came}, {EndEarly, left}}), {EndEarly, left}},
      {After({{Cancel, cancelled}}), {Cancel, cancelled}}};
  for (const auto& [facts, again] : repetitions) {
    Step step = again.second;
    step.etag = "an older one";
    const auto change = again.first(facts, step, {.now = SomeStamp().now, .revision = 99, .actor = "x"});
    ASSERT_THAT(change, IsOk());
    EXPECT_FALSE(change->changed);
    EXPECT_EQ(change->assignment.SerializeAsString(), facts.assignment.SerializeAsString());
  }
}

TEST(Repetition, WithAnotherResultIsRefused) {
  const StepFacts done = After({{CheckIn, On("2021-10-18")}, {Complete, On("2021-10-29")}});
  Step failed = On("2021-10-29", "缺勤");
  failed.unsuccessful = true;
  EXPECT_THAT(Complete(done, failed, SomeStamp()), FailsWith(kFailedPrecondition, "ILLEGAL_STATE"));
  EXPECT_THAT(Complete(done, On("2021-10-30"), SomeStamp()), FailsWith(kFailedPrecondition, "ILLEGAL_STATE"));
  EXPECT_THAT(CheckIn(CheckedIn(), On("2021-10-19"), SomeStamp()), FailsWith(kFailedPrecondition, "ILLEGAL_STATE"));
}

TEST(Etag, AnOldOneAborts) {
  Step step = On("2021-10-18");
  step.etag = "6";
  EXPECT_THAT(CheckIn(After(), step, SomeStamp()), FailsWith(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
  step.etag = "7";
  EXPECT_THAT(CheckIn(After(), step, SomeStamp()), IsOk());
}

}  // namespace
}  // namespace jiedui::scheduler
