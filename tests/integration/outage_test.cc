// SPDX-License-Identifier: Apache-2.0
// The scheduler while the registry is away, and after it is back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <string>

#include "absl/time/clock.h"
#include "tests/integration/servers.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui {
namespace {

class Outage : public testing::Test {
 protected:
  Outage() : pair_(folder_.path()) {
    pair_.StartBoth();
    const auto organizations = registry::v1::OrganizationService::NewStub(pair_.registry.Channel());
    Call organization_call;
    registry::v1::Organization organization;
    Expect(organizations->CreateOrganization(&organization_call, AnOrganization("clinic", "510824109"), &organization));
    for (const char* id : {"known", "also-known"}) Expect(CreatePerson(id));
    const auto pairings = scheduler::v1::PairingService::NewStub(pair_.scheduler.Channel());
    Call pairing_call;
    scheduler::v1::Pairing pairing;
    Expect(pairings->CreatePairing(&pairing_call, APairing("yc"), &pairing));
    const auto courses = scheduler::v1::CourseService::NewStub(pair_.scheduler.Channel());
    Call course_call;
    scheduler::v1::Course course;
    Expect(courses->CreateCourse(&course_call, ACourse("yc", "clinical", "2021-10-18", "2021-10-29", 90), &course));
  }

  static void Expect(const grpc::Status& status) { ASSERT_THAT(status, IsOk()); }

  grpc::Status CreatePerson(const std::string& id) {
    const auto persons = registry::v1::PersonService::NewStub(pair_.registry.Channel());
    Call call;
    registry::v1::Person person;
    return persons->CreatePerson(&call, APerson(id, "clinic"), &person);
  }

  grpc::Status Assign(const std::string& person, absl::Duration timeout = absl::Seconds(10)) {
    const auto assignments = scheduler::v1::AssignmentService::NewStub(pair_.scheduler.Channel());
    Call call(timeout);
    scheduler::v1::Assignment assignment;
    return assignments->CreateAssignment(&call, AnAssignment("yc", "a-" + person, person, "clinical"), &assignment);
  }

  TempDir folder_;
  Pair pair_;
};

TEST_F(Outage, APersonJustCreatedIsFoundAtOnce) {
  for (int i = 0; i < 20; ++i) {
    const std::string id = "fresh-" + std::to_string(i);
    ASSERT_THAT(CreatePerson(id), IsOk());
    const grpc::Status status = Assign(id);
    EXPECT_THAT(status, IsOk());
  }
}

TEST_F(Outage, ANobodyIsNotFound) { EXPECT_EQ(Assign("nobody").error_code(), grpc::StatusCode::NOT_FOUND); }

TEST_F(Outage, KnownPeopleAreAssignedWhileTheRegistryIsDown) {
  ASSERT_TRUE(pair_.WaitForDirectory());
  pair_.registry.Kill();
  const grpc::Status status = Assign("known");
  EXPECT_THAT(status, IsOk());
}

TEST_F(Outage, AnUnknownPersonIsUnavailableWithinTheDeadline) {
  ASSERT_TRUE(pair_.WaitForDirectory());
  pair_.registry.Kill();
  const absl::Time start = absl::Now();
  const grpc::Status status = Assign("stranger", absl::Seconds(5));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE) << status.error_message();
  EXPECT_LT(absl::Now() - start, absl::Seconds(5));
}

TEST_F(Outage, AHangingRegistryIsUnavailableWithinTheDeadline) {
  ASSERT_TRUE(pair_.WaitForDirectory());
  pair_.registry.Signal(SIGSTOP);
  const absl::Time start = absl::Now();
  const grpc::Status status = Assign("stranger", absl::Seconds(10));
  pair_.registry.Signal(SIGCONT);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE) << status.error_message();
  EXPECT_LT(absl::Now() - start, absl::Seconds(10));
}

TEST_F(Outage, EverythingCatchesUpWhenTheRegistryIsBack) {
  ASSERT_TRUE(pair_.WaitForDirectory());
  pair_.registry.Kill();
  EXPECT_EQ(Assign("stranger", absl::Seconds(10)).error_code(), grpc::StatusCode::UNAVAILABLE);
  pair_.registry.Start();
  Expect(CreatePerson("stranger"));
  Expect(Assign("stranger"));
  EXPECT_TRUE(pair_.WaitForDirectory());
}

TEST_F(Outage, TheSchedulerStartsWithoutTheRegistry) {
  ASSERT_TRUE(pair_.WaitForDirectory());
  pair_.registry.Kill();
  pair_.scheduler.Kill();
  pair_.scheduler.Start();
  const grpc::Status status = Assign("also-known");
  EXPECT_THAT(status, IsOk());
}

}  // namespace
}  // namespace jiedui
