// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/assignment_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "tests/scheduler_service/scheduler_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr absl::StatusCode kFailedPrecondition = absl::StatusCode::kFailedPrecondition;
constexpr absl::StatusCode kNotFound = absl::StatusCode::kNotFound;

class AssignmentService : public SchedulerServer {
 protected:
  AssignmentService() { CreateSmallWorld(); }

  absl::StatusOr<v1::Assignment> Complete(const std::string& id, const std::string& date) {
    return Invoke(*assignments_, &Assignments::CompleteAssignment, StepOf<v1::CompleteAssignmentRequest>(id, date));
  }
  absl::StatusOr<v1::Assignment> EndEarly(const std::string& id, const std::string& date) {
    return Invoke(*assignments_, &Assignments::EndAssignmentEarly,
                  StepOf<v1::EndAssignmentEarlyRequest>(id, date, "身体原因"));
  }
  absl::StatusOr<v1::Assignment> Cancel(const std::string& id, const std::string& date) {
    return Invoke(*assignments_, &Assignments::CancelAssignment,
                  StepOf<v1::CancelAssignmentRequest>(id, date, "疫情防控"));
  }
};

TEST_F(AssignmentService, GivesASeat) {
  const auto assigned = Assign("a", "zhao", "courses/clinical");
  ASSERT_THAT(assigned, IsOk());
  EXPECT_EQ(assigned->name(), "pairings/yh-cx/assignments/a");
  EXPECT_EQ(assigned->person_display_name(), "赵示范");
  EXPECT_EQ(assigned->state(), v1::Assignment::STATE_CONFIRMED);
  EXPECT_EQ(assigned->registry_revision(), registry_.head());
  EXPECT_EQ(assigned->events(0).actor(), "anonymous");
}

TEST_F(AssignmentService, WithoutAnIdTheServerChooses) {
  const auto assigned = Assign("", "zhao", "courses/clinical");
  ASSERT_THAT(assigned, IsOk());
  EXPECT_THAT(assigned->name(), StartsWith("pairings/yh-cx/assignments/a"));
}

// U1.
TEST_F(AssignmentService, DoubleBookingNamesTheOther) {
  ASSERT_THAT(Assign("a", "zhao", "postings/ortho"), IsOk());
  const auto refused = Assign("b", "zhao", "courses/maternal");
  EXPECT_THAT(refused, FailsWith(kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(refused.status()),
              ElementsAre(HasSubstr("pairings/yh-cx/postings/ortho 2021-06-15..2021-12-14, overlapping "
                                    "2021-10-25..2021-11-05 (12 days)")));
  ASSERT_THAT(CheckIn("a", "2021-06-15"), IsOk());
  ASSERT_THAT(EndEarly("a", "2021-10-24"), IsOk());
  EXPECT_THAT(Assign("b", "zhao", "courses/maternal"), IsOk());
}

TEST_F(AssignmentService, CreateRefusals) {
  ASSERT_THAT(Assign("a", "zhao", "courses/clinical"), IsOk());
  EXPECT_THAT(Assign("a", "qian", "courses/clinical"), FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
  EXPECT_THAT(Assign("b", "zhao", "courses/clinical"),
              FailsWith(absl::StatusCode::kFailedPrecondition, "ALREADY_ASSIGNED"));
  EXPECT_THAT(Assign("b", "zhao", "courses/none"), FailsWith(kNotFound, "RESOURCE_NOT_FOUND"));
  v1::CreateAssignmentRequest request = ToAssign("b", "qian", "courses/clinical");
  request.set_parent("pairings/other");
  EXPECT_THAT(FieldsIn(Invoke(*assignments_, &Assignments::CreateAssignment, request).status()),
              ElementsAre("assignment.item"));
  request = ToAssign("b", "qian", "courses/clinical");
  request.mutable_assignment()->set_person("organizations/lingjiang");
  request.mutable_assignment()->clear_item();
  EXPECT_THAT(FieldsIn(Invoke(*assignments_, &Assignments::CreateAssignment, request).status()),
              ElementsAre("assignment.person", "assignment.item"));
}

TEST_F(AssignmentService, APersonJustCreatedIsFound) {
  registry_.HoldFeed(true);
  const uint64_t revision = registry_.Put(VillageDoctor("li"));
  const int before = registry_.status_calls();
  std::thread release([&] {
    EXPECT_TRUE(Eventually([&] { return registry_.status_calls() > before; }));
    registry_.HoldFeed(false);
  });
  const auto assigned = Assign("a", "li", "courses/clinical");
  release.join();
  ASSERT_THAT(assigned, IsOk());
  EXPECT_GE(assigned->registry_revision(), revision);
}

TEST_F(AssignmentService, APersonNobodyKnowsIsNotFound) {
  const auto refused = Assign("a", "nobody", "courses/clinical");
  EXPECT_THAT(refused, FailsWith(kNotFound, "PERSON_UNKNOWN"));
  EXPECT_EQ(DetailOf<google::rpc::ResourceInfo>(refused.status()).resource_name(), "persons/nobody");
}

TEST_F(AssignmentService, WithoutTheRegistryKnownPeopleGoOn) {
  registry_.Stop();
  EXPECT_THAT(Assign("a", "zhao", "courses/clinical"), IsOk());
  EXPECT_THAT(CheckIn("a", "2021-10-18"), IsOk());
  const absl::Time before = absl::Now();
  EXPECT_THAT(Assign("b", "li", "courses/clinical", absl::Seconds(5)),
              FailsWith(absl::StatusCode::kUnavailable, "REGISTRY_UNAVAILABLE"));
  EXPECT_LT(absl::Now() - before, absl::Seconds(5));
  registry_.Put(VillageDoctor("li"));
  registry_.Start();
  EXPECT_TRUE(Eventually([this] { return Assign("b", "li", "courses/clinical").ok(); }));
}

TEST_F(AssignmentService, CheckInAndComplete) {
  ASSERT_THAT(Assign("a", "zhao", "courses/clinical"), IsOk());
  EXPECT_THAT(Complete("a", "2021-10-29"), FailsWith(kFailedPrecondition, "ILLEGAL_STATE"));
  const auto came = CheckIn("a", "2021-10-18");
  ASSERT_THAT(came, IsOk());
  EXPECT_EQ(came->state(), v1::Assignment::STATE_CHECKED_IN);
  EXPECT_THAT(CheckIn("a", "2021-10-17"), FailsWith(kFailedPrecondition, "ILLEGAL_STATE"));
  EXPECT_THAT(Complete("a", "2021-10-28"), FailsWith(kFailedPrecondition, "RULES_FAILED"));
  const auto done = Complete("a", "2021-10-29");
  ASSERT_THAT(done, IsOk());
  EXPECT_EQ(done->state(), v1::Assignment::STATE_COMPLETED);
  EXPECT_EQ(done->events_size(), 3);
  EXPECT_THAT(Complete("none", "2021-10-29"), FailsWith(kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(AssignmentService, CompletingWithoutSuccessNeedsAReason) {
  ASSERT_THAT(Assign("a", "zhao", "courses/clinical"), IsOk());
  ASSERT_THAT(CheckIn("a", "2021-10-18"), IsOk());
  auto request = StepOf<v1::CompleteAssignmentRequest>("a", "2021-10-29");
  request.set_unsuccessful(true);
  EXPECT_THAT(FieldsIn(Invoke(*assignments_, &Assignments::CompleteAssignment, request).status()),
              ElementsAre("reason"));
  request.set_reason("缺勤");
  EXPECT_EQ(Invoke(*assignments_, &Assignments::CompleteAssignment, request)->state(),
            v1::Assignment::STATE_NOT_COMPLETED);
}

TEST_F(AssignmentService, CancelFreesTheDays) {
  ASSERT_THAT(Assign("a", "zhao", "courses/clinical"), IsOk());
  const auto cancelled = Cancel("a", "2021-10-13");
  ASSERT_THAT(cancelled, IsOk());
  EXPECT_EQ(cancelled->state(), v1::Assignment::STATE_CANCELLED);
  EXPECT_THAT(Assign("b", "zhao", "courses/clinical"), IsOk());
  EXPECT_THAT(Cancel("a", "2021-10-14"), IsOk());  // again: nothing changes
  EXPECT_THAT(FieldsIn(Invoke(*assignments_, &Assignments::CancelAssignment,
                              StepOf<v1::CancelAssignmentRequest>("b", "2021-10-13"))
                           .status()),
              ElementsAre("reason"));
}

TEST_F(AssignmentService, StepsThatWereTakenChangeNothing) {
  ASSERT_THAT(Assign("a", "zhao", "courses/clinical"), IsOk());
  ASSERT_THAT(CheckIn("a", "2021-10-18"), IsOk());
  const auto ended = EndEarly("a", "2021-10-20");
  ASSERT_THAT(ended, IsOk());
  const uint64_t before = Status().revision();
  EXPECT_EQ(EndEarly("a", "2021-10-20")->etag(), ended->etag());
  EXPECT_EQ(CheckIn("a", "2021-10-18")->etag(), ended->etag());
  EXPECT_EQ(Status().revision(), before);
}

TEST_F(AssignmentService, AnOldEtagAborts) {
  ASSERT_THAT(Assign("a", "zhao", "courses/clinical"), IsOk());
  auto request = StepOf<v1::CheckInAssignmentRequest>("a", "2021-10-18");
  request.set_etag("old");
  EXPECT_THAT(Invoke(*assignments_, &Assignments::CheckInAssignment, request),
              FailsWith(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST_F(AssignmentService, ARequestIdIsAnsweredOnceAlsoAfterTheStateMovedOn) {
  v1::CreateAssignmentRequest request = ToAssign("", "zhao", "courses/clinical");
  request.set_request_id("r-1");
  const auto first = Invoke(*assignments_, &Assignments::CreateAssignment, request);
  ASSERT_THAT(first, IsOk());
  const auto again = Invoke(*assignments_, &Assignments::CreateAssignment, request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
}

TEST_F(AssignmentService, ValidateOnlySaysWhatWouldHappen) {
  v1::CreateAssignmentRequest request = ToAssign("a", "zhao", "courses/clinical");
  request.set_validate_only(true);
  EXPECT_THAT(Invoke(*assignments_, &Assignments::CreateAssignment, request), IsOk());
  EXPECT_THAT(CheckIn("a", "2021-10-18"), StatusIs(kNotFound));
}

}  // namespace
}  // namespace jiedui::scheduler
