// SPDX-License-Identifier: Apache-2.0
// Many clients want the same thing at the same moment, over real sockets: exactly one gets it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "tests/integration/servers.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui {
namespace {

using ::testing::HasSubstr;

class Race : public testing::Test {
 protected:
  Race() : pair_(folder_.path()) {
    pair_.StartBoth();
    const auto persons = registry::v1::PersonService::NewStub(pair_.registry.Channel());
    for (int i = 0; i < 64; ++i) {
      Call call;
      registry::v1::Person person;
      EXPECT_THAT(persons->CreatePerson(&call, APerson("p" + std::to_string(i), ""), &person), IsOk());
    }
    Call pairing_call;
    scheduler::v1::Pairing pairing;
    const auto pairings = scheduler::v1::PairingService::NewStub(pair_.scheduler.Channel());
    EXPECT_THAT(pairings->CreatePairing(&pairing_call, APairing("yc"), &pairing), IsOk());
  }

  void AddCourse(const std::string& id, const std::string& first, const std::string& last, int seats) {
    const auto courses = scheduler::v1::CourseService::NewStub(pair_.scheduler.Channel());
    Call call;
    scheduler::v1::Course course;
    const grpc::Status status = courses->CreateCourse(&call, ACourse("yc", id, first, last, seats), &course);
    EXPECT_THAT(status, IsOk());
  }

  // All requests at once, each on a thread and, eight by eight, a connection of its own.
  std::vector<grpc::Status> All(const std::vector<scheduler::v1::CreateAssignmentRequest>& requests) {
    std::vector<std::unique_ptr<scheduler::v1::AssignmentService::Stub>> stubs;
    for (int i = 0; i < 8; ++i) stubs.push_back(scheduler::v1::AssignmentService::NewStub(pair_.scheduler.Channel()));
    std::vector<grpc::Status> statuses(requests.size());
    std::vector<std::thread> threads;
    for (size_t i = 0; i < requests.size(); ++i)
      threads.emplace_back([&, i] {
        Call call(absl::Seconds(30));
        scheduler::v1::Assignment assignment;
        statuses[i] = stubs[i % stubs.size()]->CreateAssignment(&call, requests[i], &assignment);
      });
    for (std::thread& thread : threads) thread.join();
    return statuses;
  }

  TempDir folder_;
  Pair pair_;
};

int Count(const std::vector<grpc::Status>& statuses, grpc::StatusCode code) {
  int count = 0;
  for (const grpc::Status& status : statuses) count += status.error_code() == code ? 1 : 0;
  return count;
}

google::rpc::PreconditionFailure RulesOf(const grpc::Status& status) {
  google::rpc::Status details;
  details.ParseFromString(status.error_details());
  google::rpc::PreconditionFailure failure;
  for (const auto& detail : details.details())
    if (detail.Is<google::rpc::PreconditionFailure>()) detail.UnpackTo(&failure);
  return failure;
}

TEST_F(Race, OneOfTwoHundredOverlappingBookingsSucceeds) {
  AddCourse("autumn", "2021-10-18", "2021-10-29", 200);
  AddCourse("overlapping", "2021-10-25", "2021-11-05", 200);
  std::vector<scheduler::v1::CreateAssignmentRequest> requests;
  for (int i = 0; i < 200; ++i)
    requests.push_back(AnAssignment("yc", "try-" + std::to_string(i), "p0", i % 2 == 0 ? "autumn" : "overlapping"));
  const std::vector<grpc::Status> statuses = All(requests);
  ASSERT_EQ(Count(statuses, grpc::StatusCode::OK), 1);
  EXPECT_EQ(Count(statuses, grpc::StatusCode::FAILED_PRECONDITION), 199);
  const auto won = std::find_if(statuses.begin(), statuses.end(), [](const grpc::Status& one) { return one.ok(); });
  const bool autumn_won = (won - statuses.begin()) % 2 == 0;
  const std::string days = autumn_won ? "2021-10-18..2021-10-29" : "2021-10-25..2021-11-05";
  const std::string winner = absl::StrCat("pairings/yc/courses/", autumn_won ? "autumn " : "overlapping ", days);
  std::map<std::string, int> violations;
  for (const grpc::Status& status : statuses) {
    if (status.ok()) continue;
    const google::rpc::PreconditionFailure failure = RulesOf(status);
    ASSERT_EQ(failure.violations_size(), 1);
    const auto& violation = failure.violations(0);
    ++violations[violation.type()];
    const std::string shared =
        violation.type() == "DOUBLE_BOOKING" ? "2021-10-25..2021-10-29 (5 days)" : absl::StrCat(days, " (12 days)");
    EXPECT_THAT(violation.description(), HasSubstr(absl::StrCat(winner, ", overlapping ", shared)));
  }
  EXPECT_EQ(violations, (std::map<std::string, int>{{"ALREADY_ASSIGNED", 99}, {"DOUBLE_BOOKING", 100}}));
}

TEST_F(Race, TouchingRangesBothSucceed) {
  AddCourse("first", "2021-10-18", "2021-10-24", 10);
  AddCourse("second", "2021-10-25", "2021-11-05", 10);
  const std::vector<grpc::Status> statuses =
      All({AnAssignment("yc", "one", "p1", "first"), AnAssignment("yc", "two", "p1", "second")});
  EXPECT_EQ(Count(statuses, grpc::StatusCode::OK), 2);
}

TEST_F(Race, OneOfSixtyFourGetsTheLastSeat) {
  AddCourse("full", "2021-10-18", "2021-10-29", 1);
  std::vector<scheduler::v1::CreateAssignmentRequest> requests;
  for (int i = 0; i < 64; ++i)
    requests.push_back(AnAssignment("yc", "seat-" + std::to_string(i), "p" + std::to_string(i), "full"));
  const std::vector<grpc::Status> statuses = All(requests);
  EXPECT_EQ(Count(statuses, grpc::StatusCode::OK), 1);
  EXPECT_EQ(Count(statuses, grpc::StatusCode::FAILED_PRECONDITION), 63);
  for (const grpc::Status& status : statuses)
    if (!status.ok()) {
      EXPECT_EQ(RulesOf(status).violations(0).type(), "NO_SEAT");
    }
}

TEST_F(Race, OneRequestSentManyTimesHappensOnce) {
  AddCourse("retried", "2021-10-18", "2021-10-29", 10);
  const std::vector<scheduler::v1::CreateAssignmentRequest> requests(50, AnAssignment("yc", "same", "p2", "retried"));
  EXPECT_EQ(Count(All(requests), grpc::StatusCode::OK), 50);
  const auto assignments = scheduler::v1::AssignmentService::NewStub(pair_.scheduler.Channel());
  Call call;
  scheduler::v1::GetSeatLedgerRequest request;
  request.set_item("pairings/yc/courses/retried");
  scheduler::v1::SeatLedger ledger;
  ASSERT_THAT(assignments->GetSeatLedger(&call, request, &ledger), IsOk());
  EXPECT_EQ(ledger.taken(), 1);
}

}  // namespace
}  // namespace jiedui
