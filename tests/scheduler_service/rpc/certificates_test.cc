// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/certificates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/scheduler_service/course_days.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr absl::StatusCode kFailedPrecondition = absl::StatusCode::kFailedPrecondition;

class CertificateService : public CourseDays {
 protected:
  CertificateService() {
    for (const auto& [id, person] : {std::pair("a", "zhao"), std::pair("b", "qian"), std::pair("c", "sun")}) {
      Trainee(id, person);
      EXPECT_THAT(Complete(id), IsOk());
    }
  }

  v1::Assignment Get(const std::string& id) {
    v1::GetAssignmentRequest request;
    request.set_name(NameOf(id));
    return Invoke(*assignments_, &Assignments::GetAssignment, request).value_or(v1::Assignment());
  }
  absl::StatusOr<v1::Assignment> ReissueTo(const std::string& id, const std::string& request_id = "") {
    v1::ReissueCertificateRequest request;
    request.set_name(NameOf(id));
    request.set_date("2022-03-01");
    request.set_reason("遗失");
    request.set_request_id(request_id);
    return Invoke(*courses_, &Courses::ReissueCertificate, request);
  }
};

TEST_F(CertificateService, IssuedFoundAndIssuedAgain) {
  const auto issued = Issue();
  ASSERT_THAT(issued, IsOk());
  EXPECT_EQ(issued->issued(), 3);
  EXPECT_EQ(issued->last_number(), "yh-cx-2021-000003");
  const v1::Assignment second = Get("b");
  EXPECT_EQ(second.state(), v1::Assignment::STATE_CERTIFIED);
  EXPECT_EQ(second.certificate().number(), "yh-cx-2021-000002");
  EXPECT_EQ(second.certificate().hours(), 96);
  EXPECT_EQ(FindNumber("yh-cx-2021-000002")->name(), second.name());
  EXPECT_EQ(Issue()->issued(), 0);
  const auto again = ReissueTo("b", "once");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->certificate().number(), "yh-cx-2021-000002");
  EXPECT_EQ(ReissueTo("b", "once")->certificate().reissues(), 1);
  EXPECT_EQ(ReissueTo("b", "twice")->certificate().reissues(), 2);
}

TEST_F(CertificateService, ADryRunTakesNoNumber) {
  EXPECT_EQ(Issue("2021-11-15", true)->issued(), 3);
  EXPECT_THAT(FindNumber("yh-cx-2021-000001"), FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_EQ(Issue()->first_number(), "yh-cx-2021-000001");
}

// What is marked after completion still counts, until the certificate is out.
TEST_F(CertificateService, RefusedToWhoMissedTooMuch) {
  Absent("b", 4);
  const auto issued = Issue();
  ASSERT_THAT(issued, IsOk());
  EXPECT_EQ(issued->issued(), 2);
  ASSERT_EQ(issued->refused(), 1);
  EXPECT_THAT(issued->refusals(0).description(), HasSubstr("缺勤4/24 > 1/7"));
  EXPECT_EQ(MarkAll({ToMark("a", 0, AMark::KIND_ABSENT)})->refused(), 1);
  EXPECT_EQ(MarkAll({ToMark("b", 0, AMark::KIND_OFFICIAL_LEAVE, "公假条补交")})->updated(), 1);
  EXPECT_EQ(Issue()->last_number(), "yh-cx-2021-000003");
}

TEST_F(CertificateService, AreRefusedBeforeAndWithoutReason) {
  EXPECT_THAT(ReissueTo("a"), FailsWith(kFailedPrecondition, "ILLEGAL_STATE"));
  EXPECT_THAT(Issue("2199-12-31"), FailsWith(kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(Issue("2021-13-01"), FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
  v1::ReissueCertificateRequest request;
  request.set_name(NameOf("a"));
  request.set_date("2022-03-01");
  EXPECT_THAT(FieldsIn(Invoke(*courses_, &Courses::ReissueCertificate, request).status()), ElementsAre("reason"));
  v1::IssueCertificatesRequest nowhere;
  nowhere.set_name("pairings/yh-cx/courses/nowhere");
  nowhere.set_date("2021-11-15");
  EXPECT_THAT(Invoke(*courses_, &Courses::IssueCertificates, nowhere),
              FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(CertificateService, TheCertifiedAreCompletedInARetry) {
  ASSERT_THAT(Issue(), IsOk());
  EXPECT_EQ(Complete("a")->state(), v1::Assignment::STATE_CERTIFIED);
}

TEST_F(CertificateService, ManyAtOnceGiveEveryNumberOnce) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back([this] { EXPECT_THAT(Issue(), IsOk()); });
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> numbers;
  for (const char* id : {"a", "b", "c"}) numbers.insert(Get(id).certificate().number());
  EXPECT_THAT(numbers, ElementsAre("yh-cx-2021-000001", "yh-cx-2021-000002", "yh-cx-2021-000003"));
}

TEST_F(CertificateService, AMergeOfPersonsDoesNotTouchThem) {
  Absent("a", 1);
  ASSERT_THAT(Issue(), IsOk());
  Merge("zhao", "qian");
  ASSERT_TRUE(Eventually([this] { return Get("a").person() == "persons/qian"; }));
  EXPECT_EQ(Get("a").certificate().number(), "yh-cx-2021-000001");
  EXPECT_EQ(Get("a").state(), v1::Assignment::STATE_CERTIFIED);
  EXPECT_EQ(FindNumber("yh-cx-2021-000001")->person(), "persons/qian");
  EXPECT_EQ(Sheet("a")->missed(), 1);
  EXPECT_EQ(Issue()->issued(), 0);
}

}  // namespace
}  // namespace jiedui::scheduler
