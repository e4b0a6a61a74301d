// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/plan_commit.h"

#include <utility>

#include "scheduler_service/domain/limits.h"
#include "tests/scheduler_service/store/plan_world.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using CommitOfPlan = PlanWorld;

TEST_F(CommitOfPlan, SeatsEverybodyInOneCommit) {
  const auto basis = PutBestPlan();
  const uint64_t before = Now()->revision();
  const auto committed = CommitIt(basis);
  ASSERT_THAT(committed, IsOk());
  EXPECT_EQ(committed->confirmed, 2);
  EXPECT_EQ(Now()->revision(), before + 1);
  EXPECT_EQ(StateOf("li"), v1::Assignment::STATE_CONFIRMED);
  EXPECT_EQ(StateOf("wu"), v1::Assignment::STATE_CONFIRMED);
  const auto record = tables_.assignments.Find(*Now(), "yh-cx/li");
  EXPECT_EQ((*record)->assignment().events().rbegin()->reason(), "by pairings/yh-cx/plans/x");
}

TEST_F(CommitOfPlan, DoneAlreadyItChangesNothing) {
  const auto basis = PutBestPlan();
  ASSERT_THAT(CommitIt(basis), IsOk());
  const uint64_t before = Now()->revision();
  const auto again = CommitIt(basis, {.etag = "whatever"});
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->confirmed, 0);
  EXPECT_EQ(Now()->revision(), before);
}

TEST_F(CommitOfPlan, AnythingThatHasChangedStopsAllOfIt) {
  const auto basis = PutBestPlan();
  BreakCalendar("wu", [](v1::PersonCalendar& calendar) { calendar.add_leaves()->set_leave("persons/wu/leaves/l"); });
  EXPECT_THAT(CommitIt(basis), FailsWith(StatusCode::kAborted, "PLAN_OUTDATED"));
  EXPECT_EQ(StateOf("li"), v1::Assignment::STATE_APPROVED);
  EXPECT_THAT(CommitIt(basis, {.etag = "old"}), FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
}

// The registry's rows are no part of what is compared: the rules are asked again.
TEST_F(CommitOfPlan, WhomARuleRefusesNowStopsAllOfIt) {
  const auto basis = PutBestPlan();
  Break<storage::v1::DirectoryPersonRecord>(tables_.persons, "wu",
                                            [](auto& record) { record.mutable_person()->mutable_delete_time(); });
  const auto committed = CommitIt(basis);
  EXPECT_THAT(committed, FailsWith(StatusCode::kAborted, "PLAN_OUTDATED"));
  EXPECT_THAT(RulesIn(committed.status()),
              ElementsAre(HasSubstr("PLACEMENT pairings/yh-cx/assignments/wu: PERSON_DELETED")));
  EXPECT_EQ(StateOf("li"), v1::Assignment::STATE_APPROVED);
}

// Others are planned without whoever has reached a limit of their own.
TEST_F(CommitOfPlan, WhoHasReachedALimitHoldsUpNobodyElse) {
  BreakAssignment("li", [](v1::Assignment& assignment) {
    while (assignment.events_size() < kEventsMax) assignment.add_events();
  });
  const auto [plan, basis] = BestPlan();
  EXPECT_EQ(plan.refused(), 1);
  ASSERT_EQ(plan.placements_size(), 1);
  EXPECT_EQ(plan.placements(0).person(), "persons/wu");
  ASSERT_THAT(CommitIt(PutBestPlan()), IsOk());
  EXPECT_EQ(StateOf("wu"), v1::Assignment::STATE_CONFIRMED);
}

// A plan from before such a limit was asked about.
TEST_F(CommitOfPlan, ALimitOfAnAssignmentIsToldAsSuch) {
  BreakAssignment("li", [](v1::Assignment& assignment) {
    while (assignment.events_size() < kEventsMax - 1) assignment.add_events();
  });
  auto [plan, basis] = BestPlan();
  ASSERT_EQ(plan.placements_size(), 2);
  BreakAssignment("li", [](v1::Assignment& assignment) { assignment.add_events(); });
  const auto bytes = tables_.assignments.FindBytes(*Now(), "yh-cx/li");
  ASSERT_THAT(bytes, IsOk());
  for (storage::v1::PlanSeeker& seeker : *basis.mutable_seekers())
    if (seeker.assignment() == "li") seeker.set_digest(DigestOfRow(**bytes));
  storage::v1::PlanRecord record;
  *record.mutable_plan() = plan;
  record.mutable_plan()->set_state(v1::Plan::STATE_PROPOSED);
  std::swap(*record.mutable_plan()->mutable_placements(0), *record.mutable_plan()->mutable_placements(1));
  const auto committed = RehearseCommit(tables_, *Now(), record, basis, clock_.Now());
  EXPECT_THAT(committed, FailsWith(StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
  EXPECT_THAT(committed.status().message(), HasSubstr("pairings/yh-cx/assignments/li: at most 100 steps"));
}

TEST_F(CommitOfPlan, WhatIsOutdatedIsWhatTheCommitWouldSay) {
  const auto [plan, basis] = BestPlan();
  EXPECT_THAT(*WhyOutdated(tables_, *Now(), plan, basis, clock_.Now()), IsEmpty());
  Break<storage::v1::DirectoryPersonRecord>(tables_.persons, "wu",
                                            [](auto& record) { record.mutable_person()->mutable_delete_time(); });
  const auto refused = WhyOutdated(tables_, *Now(), plan, basis, clock_.Now());
  ASSERT_THAT(refused, IsOk());
  ASSERT_THAT(*refused, SizeIs(1));
  EXPECT_EQ((*refused)[0].rule, "PLACEMENT");
  EXPECT_EQ((*refused)[0].subject, "pairings/yh-cx/assignments/wu");
  BreakCalendar("wu", [](v1::PersonCalendar& calendar) { calendar.add_leaves()->set_leave("persons/wu/leaves/l"); });
  EXPECT_EQ((*WhyOutdated(tables_, *Now(), plan, basis, clock_.Now()))[0].rule, "CALENDAR");
  EXPECT_EQ(StateOf("li"), v1::Assignment::STATE_APPROVED);
}

TEST_F(CommitOfPlan, TheRehearsalKeepsNothing) {
  auto [plan, basis] = BestPlan();
  storage::v1::PlanRecord record;
  *record.mutable_plan() = plan;
  record.mutable_plan()->set_state(v1::Plan::STATE_PROPOSED);
  const auto committed = RehearseCommit(tables_, *Now(), record, basis, clock_.Now());
  ASSERT_THAT(committed, IsOk());
  EXPECT_EQ(committed->confirmed, 2);
  EXPECT_EQ(StateOf("li"), v1::Assignment::STATE_APPROVED);
}

}  // namespace
}  // namespace jiedui::scheduler
