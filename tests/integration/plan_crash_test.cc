// SPDX-License-Identifier: Apache-2.0
// SIGKILL while plans are made and committed: a plan is there whole or not at all, a commit has confirmed everybody or
// nobody, and AdminService.Verify finds nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "jiedui/scheduler/v1/admin_service.grpc.pb.h"
#include "jiedui/scheduler/v1/planning_service.grpc.pb.h"
#include "tests/integration/servers.h"
#include "tests/support/rounds.h"
#include "tests/support/seed.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui {
namespace {

namespace v1 = scheduler::v1;

constexpr int kPeople = 200;
constexpr int kSeats = 60;

// With several courses on the same days, one for each round: whoever has a seat in one is refused in the next.
class PlanCrash : public testing::Test {
 protected:
  PlanCrash() : pair_(folder_.path()) {
    pair_.StartBoth();
    Call call;
    v1::Pairing pairing;
    EXPECT_THAT(v1::PairingService::NewStub(pair_.scheduler.Channel())->CreatePairing(&call, APairing("yc"), &pairing),
                IsOk());
  }

  std::unique_ptr<v1::PlanningService::Stub> Planning() {
    return v1::PlanningService::NewStub(pair_.scheduler.Channel());
  }

  void ImportPeople(int round) {
    const auto stub = registry::v1::PersonService::NewStub(pair_.registry.Channel());
    Call call(absl::Seconds(60));
    registry::v1::ImportPersonsResponse response;
    const auto writer = stub->ImportPersons(&call, &response);
    for (int i = 0; i < kPeople; ++i) {
      registry::v1::ImportPersonsRequest row;
      *row.mutable_person() = APerson("", "").person();
      row.mutable_person()->set_name(absl::StrCat("persons/r", round, "-p", i));
      ASSERT_TRUE(writer->Write(row));
    }
    writer->WritesDone();
    ASSERT_THAT(writer->Finish(), IsOk());
    ASSERT_EQ(response.summary().created(), kPeople);
  }

  static std::string CourseOf(int round) { return absl::StrCat("pairings/yc/courses/c", round); }
  static std::string PlanOf(int round) { return absl::StrCat("pairings/yc/plans/p", round); }

  // A course with everybody approved for it.
  void MakeCandidates(int round) {
    ImportPeople(round);
    auto request = ACourse("yc", absl::StrCat("c", round), "2021-10-18", "2021-10-29", kSeats);
    request.set_initial_state(v1::Course::STATE_OPEN_FOR_NOMINATION);
    Call course_call;
    v1::Course course;
    ASSERT_THAT(v1::CourseService::NewStub(pair_.scheduler.Channel())->CreateCourse(&course_call, request, &course),
                IsOk());
    const auto assignments = v1::AssignmentService::NewStub(pair_.scheduler.Channel());
    Call call(absl::Seconds(60));
    v1::ApplyAssignmentCommandsResponse response;
    const auto writer = assignments->ApplyAssignmentCommands(&call, &response);
    for (int i = 0; i < kPeople; ++i) {
      const std::string id = absl::StrCat("r", round, "-a", i);
      v1::ApplyAssignmentCommandsRequest nominate;
      nominate.mutable_nominate()->set_parent("pairings/yc");
      nominate.mutable_nominate()->set_assignment_id(id);
      nominate.mutable_nominate()->mutable_assignment()->set_person(absl::StrCat("persons/r", round, "-p", i));
      nominate.mutable_nominate()->mutable_assignment()->set_item(CourseOf(round));
      v1::ApplyAssignmentCommandsRequest approve;
      approve.mutable_review()->set_name("pairings/yc/assignments/" + id);
      approve.mutable_review()->set_decision(v1::ReviewAssignmentRequest::DECISION_APPROVE);
      approve.mutable_review()->set_date("2021-09-21");
      ASSERT_TRUE(writer->Write(nominate) && writer->Write(approve));
    }
    writer->WritesDone();
    ASSERT_THAT(writer->Finish(), IsOk());
    ASSERT_EQ(response.summary().refused(), 0) << response.ShortDebugString();
  }

  // Until it is stored, or the server is gone.
  static void AskForPlan(v1::PlanningService::Stub& planning, int round) {
    Call call(absl::Seconds(30));
    v1::CreatePlanRequest request;
    request.set_parent("pairings/yc");
    request.set_plan_id(absl::StrCat("p", round));
    request.mutable_question()->add_items(CourseOf(round));
    const auto reader = planning.CreatePlan(&call, request);
    v1::CreatePlanResponse message;
    while (reader->Read(&message)) continue;
    (void)reader->Finish().ok();
  }

  grpc::Status Commit(v1::PlanningService::Stub& planning, int round) {
    Call call(absl::Seconds(20));
    v1::CommitPlanRequest request;
    request.set_name(PlanOf(round));
    request.set_date("2021-09-22");
    request.set_request_id(absl::StrCat("commit-", round));
    v1::CommitPlanResponse response;
    return planning.CommitPlan(&call, request, &response);
  }

  void KillAfter(absl::Duration time) {
    absl::SleepFor(time);
    pair_.scheduler.Kill();
  }

  int Seated(int round) {
    Call call;
    v1::GetSeatLedgerRequest request;
    request.set_item(CourseOf(round));
    v1::SeatLedger ledger;
    EXPECT_THAT(v1::AssignmentService::NewStub(pair_.scheduler.Channel())->GetSeatLedger(&call, request, &ledger),
                IsOk());
    return ledger.taken();
  }

  void ExpectNothingWrong() {
    Call call(absl::Seconds(60));
    v1::VerifyResponse response;
    const auto stub = v1::AdminService::NewStub(pair_.scheduler.Channel());
    const auto reader = stub->Verify(&call, v1::VerifyRequest());
    while (reader->Read(&response)) EXPECT_FALSE(response.has_finding()) << response.ShortDebugString();
    EXPECT_THAT(reader->Finish(), IsOk());
  }

  absl::Duration Soon(int milliseconds) {
    return absl::Milliseconds(std::uniform_int_distribution<int>(0, milliseconds)(random_));
  }

  TempDir folder_;
  Pair pair_;
  const uint64_t seed_ = SomeSeed();
  std::mt19937_64 random_{seed_};
};

TEST_F(PlanCrash, APlanIsThereWholeAndCommittedWholeOrNotAtAll) {
  SCOPED_TRACE(absl::StrCat("JIEDUI_SEED=", seed_));
  for (int round = 0; round < Rounds(8) && !HasFatalFailure(); ++round) {
    SCOPED_TRACE(absl::StrCat("round ", round));
    MakeCandidates(round);
    std::thread asks([&, planning = Planning()] { AskForPlan(*planning, round); });
    KillAfter(Soon(60));
    asks.join();
    pair_.scheduler.Start();
    ASSERT_TRUE(pair_.WaitForDirectory());
    // Whatever of it was stored is refused, as a plan that is there, or made now.
    AskForPlan(*Planning(), round);
    {
      Call call;
      v1::VerifyPlanRequest request;
      request.set_name(PlanOf(round));
      v1::VerifyPlanResponse verdict;
      const grpc::Status status = Planning()->VerifyPlan(&call, request, &verdict);
      ASSERT_THAT(status, IsOk());
      EXPECT_TRUE(verdict.verified() && !verdict.outdated()) << verdict.ShortDebugString();
    }
    std::thread commits([&, planning = Planning()] { (void)Commit(*planning, round).ok(); });
    KillAfter(Soon(40));
    commits.join();
    pair_.scheduler.Start();
    ASSERT_TRUE(pair_.WaitForDirectory());
    const int seated = Seated(round);
    EXPECT_TRUE(seated == 0 || seated == kSeats) << seated;
    const grpc::Status committed = Commit(*Planning(), round);
    EXPECT_THAT(committed, IsOk());
    EXPECT_EQ(Seated(round), kSeats);
    ExpectNothingWrong();
  }
}

}  // namespace
}  // namespace jiedui
