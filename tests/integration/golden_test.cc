// SPDX-License-Identifier: Apache-2.0
// The article's people, loaded through the public API by jiedui-datagen: what is asked of hundreds of them at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/integration/servers.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui {
namespace {

using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

constexpr char kPairing[] = "pairings/yuhang-cangxi";
constexpr char kAsOf[] = "2021-11-15";

class Golden : public testing::Test {
 protected:
  Golden() {
    registry_.Start();
    scheduler_.Start();
    const Exit loaded = RunProgram(
        {"jiedui-datagen", "--load", "--registry=" + registry_.address(), "--scheduler=" + scheduler_.address()});
    EXPECT_EQ(loaded.code, 0) << loaded.log;
    persons_ = registry::v1::PersonService::NewStub(registry_.Channel());
    assignments_ = scheduler::v1::AssignmentService::NewStub(scheduler_.Channel());
  }

  // Assignments to a course of the pairing that are in a state.
  scheduler::v1::ListAssignmentsResponse AssignmentsTo(const std::string& course,
                                                       scheduler::v1::Assignment::State state) {
    scheduler::v1::ListAssignmentsRequest request;
    request.set_parent(kPairing);
    request.set_item(absl::StrCat(kPairing, "/courses/", course));
    request.set_filter(absl::StrCat("state = ", scheduler::v1::Assignment::State_Name(state)));
    request.set_page_size(1000);
    scheduler::v1::ListAssignmentsResponse page;
    Call call;
    EXPECT_THAT(assignments_->ListAssignments(&call, request, &page), IsOk());
    return page;
  }
  std::set<std::string> CompletedIn(const std::string& course) {
    std::set<std::string> people;
    const auto page = AssignmentsTo(course, scheduler::v1::Assignment::STATE_COMPLETED);
    for (const auto& assignment : page.assignments()) people.insert(assignment.person());
    return people;
  }
  int NamelessIn(const std::string& course) {
    int nameless = 0;
    const auto page = AssignmentsTo(course, scheduler::v1::Assignment::STATE_COMPLETED);
    for (const auto& assignment : page.assignments()) nameless += assignment.person_display_name().empty();
    return nameless;
  }
  std::set<std::string> Untrained(const std::string& as_of) {
    scheduler::v1::ListUntrainedPersonsRequest request;
    request.set_as_of(as_of);
    request.set_category(registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR);
    request.set_page_size(1000);
    scheduler::v1::ListUntrainedPersonsResponse page;
    Call call;
    EXPECT_THAT(assignments_->ListUntrainedPersons(&call, request, &page), IsOk());
    EXPECT_EQ(page.next_page_token(), "");
    std::set<std::string> people;
    for (const auto& person : page.persons()) people.insert(person.person());
    return people;
  }
  int64_t Figure(const std::string& code) {
    scheduler::v1::GetReportRequest request;
    request.set_pairing(kPairing);
    request.set_as_of(kAsOf);
    scheduler::v1::Report report;
    Call call;
    EXPECT_THAT(scheduler::v1::ReportService::NewStub(scheduler_.Channel())->GetReport(&call, request, &report),
                IsOk());
    for (const auto& figure : report.figures())
      if (figure.code() == code) return figure.value();
    return -1;
  }
  std::vector<registry::v1::Person> Export() {
    std::vector<registry::v1::Person> persons;
    Call call(absl::Seconds(60));
    const auto reader = persons_->ExportPersons(&call, {});
    registry::v1::ExportPersonsResponse message;
    while (reader->Read(&message)) persons.push_back(message.person());
    EXPECT_THAT(reader->Finish(), IsOk());
    return persons;
  }
  registry::v1::BulkSummary Import(const std::vector<registry::v1::Person>& persons) {
    Call call(absl::Seconds(60));
    registry::v1::ImportPersonsResponse response;
    const auto writer = persons_->ImportPersons(&call, &response);
    for (const auto& person : persons) {
      registry::v1::ImportPersonsRequest row;
      *row.mutable_person() = person;
      if (!writer->Write(row)) break;
    }
    writer->WritesDone();
    EXPECT_THAT(writer->Finish(), IsOk());
    return response.summary();
  }

  TempDir folder_;
  ServerProcess registry_{"jiedui-registry", folder_.File("registry"), {"--allow_synthetic_ids"}};
  ServerProcess scheduler_{"jiedui-scheduler", folder_.File("scheduler"), {"--registry=" + registry_.address()}};
  std::unique_ptr<registry::v1::PersonService::Stub> persons_;
  std::unique_ptr<scheduler::v1::AssignmentService::Stub> assignments_;
};

// A trainee may have her data hidden; the 300 of the article stay 300.
TEST_F(Golden, AFigureDoesNotDropWhenThosePeopleAreRestricted) {
  ASSERT_EQ(Figure("TR.TALENT.PERSONS"), 300);
  const auto trained = CompletedIn("clinical-2021-1");
  ASSERT_GE(trained.size(), 3u);
  auto next = trained.begin();
  for (int i = 0; i < 3; ++i, ++next) {
    registry::v1::RestrictPersonRequest request;
    request.set_name(*next);
    request.set_reason("本人申请");
    registry::v1::Person person;
    Call call;
    ASSERT_THAT(persons_->RestrictPerson(&call, request, &person), IsOk());
    EXPECT_EQ(person.display_name(), "");
  }
  for (int i = 0; i < 500 && NamelessIn("clinical-2021-1") < 3; ++i) absl::SleepFor(absl::Milliseconds(20));
  EXPECT_EQ(NamelessIn("clinical-2021-1"), 3) << "the scheduler has followed";
  EXPECT_EQ(Figure("TR.TALENT.PERSONS"), 300);
  EXPECT_EQ(Figure("TR.TALENT.PERSON_TIMES"), 300);
}

// Who completes the course of the 30 leaves the list of those who were not trained for 24 months.
TEST_F(Golden, TheThirtyLeaveTheListOfTheUntrained) {
  const auto thirty = CompletedIn("primary-care-2021-1");
  ASSERT_EQ(thirty.size(), 30u);
  EXPECT_THAT(Untrained("2021-11-04"), IsSupersetOf(thirty));
  std::vector<std::string> left;
  for (const std::string& person : Untrained(kAsOf))
    if (thirty.count(person) > 0) left.push_back(person);
  EXPECT_THAT(left, IsEmpty());
}

// A pair that should not have been recorded goes from the scheduler's copy, and from its report.
TEST_F(Golden, ARemovedPairOfHospitalsIsCountedNoMore) {
  ASSERT_EQ(Figure("EX.ORGPAIR.HOSPITAL"), 1);
  registry::v1::DeleteOrganizationPairRequest request;
  request.set_name("organizationPairs/hospital-2021-1");
  registry::v1::OrganizationPair removed;
  Call call;
  ASSERT_THAT(
      registry::v1::OrganizationService::NewStub(registry_.Channel())->DeleteOrganizationPair(&call, request, &removed),
      IsOk());
  for (int i = 0; i < 500 && Figure("EX.ORGPAIR.HOSPITAL") > 0; ++i) absl::SleepFor(absl::Milliseconds(20));
  EXPECT_EQ(Figure("EX.ORGPAIR.HOSPITAL"), 0);
}

TEST_F(Golden, WhatIsExportedComesBackUnchanged) {
  const std::vector<registry::v1::Person> persons = Export();
  ASSERT_EQ(persons.size(), 839u + 60u);
  const auto summary = Import(persons);
  EXPECT_EQ(summary.unchanged(), 839 + 60);
  EXPECT_EQ(summary.refused(), 0) << summary.ShortDebugString().substr(0, 1000);
}

}  // namespace
}  // namespace jiedui
