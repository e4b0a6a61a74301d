// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/planning_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/scheduler_service/plan_server.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class PlanningService : public PlanServer {};

TEST_F(PlanningService, TellsHowFarItIsThenThePlan) {
  ApproveForClinical(3, 2);
  const auto messages = Stream(ToPlan("x"));
  ASSERT_THAT(messages, IsOk());
  ASSERT_GE(messages->size(), 2U);
  EXPECT_EQ(messages->front().progress().phase(), v1::PlanProgress::PHASE_QUEUED);
  const v1::Plan& plan = messages->back().plan();
  EXPECT_EQ(plan.name(), PlanName("x"));
  EXPECT_EQ(plan.state(), v1::Plan::STATE_PROPOSED);
  EXPECT_THAT(Placed(plan), ElementsAre("p0-clinical", "p1-clinical"));
  EXPECT_EQ(plan.placements(0).person_display_name(), "赵示范");
  EXPECT_TRUE(plan.optimal());
  EXPECT_EQ(plan.method(), v1::Plan::METHOD_FLOW);
  EXPECT_EQ(plan.candidates(), 3);
  EXPECT_EQ(plan.left_out(), 1);
  EXPECT_EQ(plan.levels(0).goal(), v1::PLAN_GOAL_PLACED);
  EXPECT_EQ(plan.levels(0).value(), 2);
  EXPECT_EQ(plan.levels(0).bound(), 2);
  EXPECT_FALSE(plan.etag().empty());
  EXPECT_GT(plan.revision(), 0U);
}

TEST_F(PlanningService, IsReadAndListedAgain) {
  ApproveForClinical(3, 2);
  const auto made = MakePlan(ToPlan("x"));
  ASSERT_THAT(made, IsOk());
  const auto read = GetPlan("x");
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->DebugString(), made->DebugString());
  v1::ListPlansRequest request;
  request.set_parent("pairings/yh-cx");
  request.set_filter("state = STATE_PROPOSED");
  const auto page = Invoke(*planning_, &Planning::ListPlans, request);
  ASSERT_THAT(page, IsOk());
  ASSERT_THAT(page->plans(), SizeIs(1));
  EXPECT_EQ(page->plans(0).placements(0).person_display_name(), "");
  EXPECT_THAT(GetPlan("y"), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(PlanningService, CommitSeatsWhoIsPlannedAndQueuesTheOthers) {
  ApproveForClinical(4, 2);
  ASSERT_THAT(MakePlan(ToPlan("x")), IsOk());
  const auto committed = CommitPlan("x");
  ASSERT_THAT(committed, IsOk());
  EXPECT_EQ(committed->confirmed(), 2);
  EXPECT_EQ(committed->waitlisted(), 2);
  EXPECT_EQ(committed->unchanged(), 0);
  EXPECT_EQ(committed->plan().state(), v1::Plan::STATE_COMMITTED);
  EXPECT_EQ(StateOf("p1-clinical"), v1::Assignment::STATE_CONFIRMED);
  EXPECT_EQ(Get("p2-clinical").waiting_rank(), 1);
  EXPECT_EQ(Get("p3-clinical").waiting_rank(), 2);
  EXPECT_EQ(LedgerOf("courses/clinical").taken(), 2);
  EXPECT_THAT(Unsound(), IsEmpty());
  const auto again = CommitPlan("x");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->confirmed(), 0);
  EXPECT_THAT(DiscardPlan("x"), FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
}

TEST_F(PlanningService, CommitCanLeaveTheOthersApproved) {
  ApproveForClinical(3, 2);
  ASSERT_THAT(MakePlan(ToPlan("x")), IsOk());
  const auto supposed = CommitPlan("x", "validate_only: true");
  ASSERT_THAT(supposed, IsOk());
  EXPECT_EQ(supposed->waitlisted(), 1);
  const auto committed = CommitPlan("x", "keep_left_out_approved: true");
  ASSERT_THAT(committed, IsOk());
  EXPECT_EQ(committed->unchanged(), 1);
  EXPECT_EQ(StateOf("p2-clinical"), v1::Assignment::STATE_APPROVED);
  EXPECT_THAT(Unsound(), IsEmpty());
}

TEST_F(PlanningService, OfTwoPlansForOneSeatOneIsCommitted) {
  ApproveForClinical(2, 1);
  ASSERT_THAT(MakePlan(ToPlan("x")), IsOk());
  ASSERT_THAT(MakePlan(ToPlan("y", "priority: 'pairings/yh-cx/assignments/p1-clinical'")), IsOk());
  absl::StatusOr<v1::CommitPlanResponse> x;
  absl::StatusOr<v1::CommitPlanResponse> y;
  std::thread first([&] { x = CommitPlan("x"); });
  std::thread second([&] { y = CommitPlan("y"); });
  first.join();
  second.join();
  EXPECT_NE(x.ok(), y.ok());
  const absl::Status lost = x.ok() ? y.status() : x.status();
  EXPECT_THAT(lost, FailsWith(StatusCode::kAborted, "PLAN_OUTDATED"));
  EXPECT_THAT(RulesIn(lost), Contains(HasSubstr("SEATS pairings/yh-cx/courses/clinical: has changed")));
  EXPECT_THAT(RulesIn(lost), Contains(HasSubstr("CALENDAR persons/p0")));
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(lost).metadata().at("changed"), "5");
  EXPECT_EQ(LedgerOf("courses/clinical").taken(), 1);
  EXPECT_THAT(Unsound(), IsEmpty());
}

// No row that the plan read is another one, but the person may not come any more.
TEST_F(PlanningService, AChangedDirectoryIsNoticedAsTheCommitNoticesIt) {
  ApproveForClinical(2, 1);
  ASSERT_THAT(MakePlan(ToPlan("x")), IsOk());
  EXPECT_FALSE(VerifyPlan("x")->outdated());
  registry::v1::Person person = VillageDoctor("p0");
  person.mutable_delete_time()->set_seconds(1);
  const uint64_t revision = registry_.PutAll({person});
  ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  const auto verified = VerifyPlan("x");
  ASSERT_THAT(verified, IsOk());
  EXPECT_TRUE(verified->outdated());
  EXPECT_EQ(verified->changed(), 1);
  EXPECT_THAT(verified->changed_resources(), ElementsAre("pairings/yh-cx/assignments/p0-clinical"));
  EXPECT_THAT(CommitPlan("x"), FailsWith(StatusCode::kAborted, "PLAN_OUTDATED"));
}

TEST_F(PlanningService, AChangedCalendarIsNoticedAndReplannedAround) {
  ApproveForClinical(2, 1);
  ASSERT_THAT(MakePlan(ToPlan("x")), IsOk());
  v1::RecordLeaveRequest leave;
  leave.set_parent("persons/p0");
  *leave.mutable_leave() =
      FromText<v1::Leave>("start_date: '2021-10-20' end_date: '2021-10-21' kind: KIND_SICK reason: '病假'");
  ASSERT_THAT(Invoke(*assignments_, &Assignments::RecordLeave, leave), IsOk());
  const auto verified = VerifyPlan("x");
  ASSERT_THAT(verified, IsOk());
  EXPECT_TRUE(verified->verified());
  EXPECT_TRUE(verified->outdated());
  EXPECT_THAT(verified->changed_resources(), ElementsAre("persons/p0"));
  EXPECT_THAT(CommitPlan("x"), FailsWith(StatusCode::kAborted, "PLAN_OUTDATED"));
  EXPECT_EQ(StateOf("p0-clinical"), v1::Assignment::STATE_APPROVED);

  const auto replanned = MakePlan(ToPlan("y", "base_plan: 'pairings/yh-cx/plans/x'"));
  ASSERT_THAT(replanned, IsOk());
  EXPECT_THAT(Placed(*replanned), ElementsAre("p1-clinical"));
  const auto why = Explain("y", "p0");
  ASSERT_THAT(why, IsOk());
  ASSERT_THAT(why->refusals(), SizeIs(1));
  EXPECT_EQ(why->refusals(0).why(), v1::PlanRefusal::WHY_RULES);
  EXPECT_TRUE(why->refusals(0).near_miss());
  EXPECT_THAT(why->refusals(0).findings(0).subject(), HasSubstr("persons/p0/leaves/"));
  ASSERT_THAT(CommitPlan("y"), IsOk());
  EXPECT_THAT(Unsound(), IsEmpty());
}

TEST_F(PlanningService, DiscardedIsForgottenButListed) {
  ApproveForClinical(2, 1);
  const auto made = MakePlan(ToPlan("x"));
  ASSERT_THAT(made, IsOk());
  EXPECT_THAT(DiscardPlan("x", "ff"), FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
  const auto discarded = DiscardPlan("x", made->etag());
  ASSERT_THAT(discarded, IsOk());
  EXPECT_EQ(discarded->state(), v1::Plan::STATE_DISCARDED);
  EXPECT_THAT(DiscardPlan("x"), IsOk());
  EXPECT_THAT(CommitPlan("x"), FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  EXPECT_THAT(Explain("x", "p0"), FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  EXPECT_THAT(Unsound(), IsEmpty());
}

TEST_F(PlanningService, NobodyGetsTwoCoursesOnOneDay) {
  AddPeople(3);
  AddCourse("early", 2);
  AddCourse("late", 2, "start_date: '2021-10-25' end_date: '2021-11-05'");  // overlaps
  AddCourse("after", 2, "start_date: '2021-11-08' end_date: '2021-11-12'");
  for (const char* person : {"p0", "p1", "p2"})
    for (const char* course : {"early", "late", "after"}) Approve(person, course);
  const auto made = MakePlan(ToPlan("x"));
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->levels(0).value(), 5);  // three of the first two, two after
  EXPECT_TRUE(made->optimal());
  ASSERT_THAT(CommitPlan("x"), IsOk());
  EXPECT_THAT(Unsound(), IsEmpty());
  EXPECT_THAT(MakePlan(ToPlan("one", "items_per_person_max: 1")), IsOk());
}

TEST_F(PlanningService, FollowsWhatChanges) {
  ApproveForClinical(2, 1);
  ASSERT_THAT(MakePlan(ToPlan("x")), IsOk());
  v1::WatchChangesRequest request;
  request.add_types(v1::RESOURCE_TYPE_PLAN);
  grpc::ClientContext context;
  rpc::SetTimeout(context, absl::Seconds(20));
  const auto reader = changes_->WatchChanges(&context, request);
  v1::WatchChangesResponse message;
  ASSERT_TRUE(reader->Read(&message));
  EXPECT_EQ(message.snapshot().resources(0).plan().name(), PlanName("x"));
  context.TryCancel();
}

}  // namespace
}  // namespace jiedui::scheduler
