// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/plan_commit.h"

#include "tests/scheduler_service/store/plan_world.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

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
