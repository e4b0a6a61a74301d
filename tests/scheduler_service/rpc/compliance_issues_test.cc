// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/compliance_issues.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/scheduler_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

registry::v1::Person Merged(const std::string& id, const std::string& into) {
  registry::v1::Person person = VillageDoctor(id);
  person.mutable_delete_time()->set_seconds(1);
  person.set_merged_into("persons/" + into);
  return person;
}

class ComplianceIssues : public SchedulerServer {
 protected:
  ComplianceIssues() {
    CreateSmallWorld();
    EXPECT_THAT(Assign("z1", "zhao", "courses/clinical"), IsOk());
    EXPECT_THAT(Assign("q1", "qian", "courses/maternal"), IsOk());
  }

  absl::StatusOr<v1::ListComplianceIssuesResponse> List(const v1::ListComplianceIssuesRequest& request = {}) {
    return Invoke(*assignments_, &Assignments::ListComplianceIssues, request);
  }
  // qian turns out to be zhao.
  void Merge() {
    registry_.Put(Merged("qian", "zhao"));
    ASSERT_TRUE(Eventually([this] { return List()->issues_size() == 1; }));
  }
  absl::StatusOr<v1::PersonCalendar> Calendar(const std::string& person) {
    v1::GetPersonCalendarRequest request;
    request.set_person("persons/" + person);
    return Invoke(*assignments_, &Assignments::GetPersonCalendar, request);
  }
};

TEST_F(ComplianceIssues, NoneWhileNobodyIsInTwoPlaces) {
  ASSERT_THAT(List(), IsOk());
  EXPECT_EQ(List()->issues_size(), 0);
}

TEST_F(ComplianceIssues, AMergeThatClashesIsListedWithBothItemsAndTheirDays) {
  Merge();
  const v1::ComplianceIssue issue = List()->issues(0);
  EXPECT_EQ(issue.code(), v1::ComplianceIssue::CODE_DOUBLE_BOOKED);
  EXPECT_EQ(issue.person(), "persons/zhao");
  ASSERT_EQ(issue.engagements_size(), 2);
  EXPECT_EQ(issue.engagements(0).item(), "pairings/yh-cx/courses/clinical");
  EXPECT_EQ(issue.engagements(1).item(), "pairings/yh-cx/courses/maternal");
  EXPECT_EQ(issue.start_date(), "2021-10-25");
  EXPECT_EQ(issue.end_date(), "2021-10-29");
}

TEST_F(ComplianceIssues, CancellingOneSettlesIt) {
  Merge();
  auto cancel = StepOf<v1::CancelAssignmentRequest>("q1", "2021-10-20", "排重");
  ASSERT_THAT(Invoke(*assignments_, &Assignments::CancelAssignment, cancel), IsOk());
  EXPECT_EQ(List()->issues_size(), 0);
  EXPECT_FALSE(Calendar("zhao")->engagements(0).in_clash());
}

TEST_F(ComplianceIssues, PagesHoldWholePeople) {
  Merge();
  EXPECT_THAT(Assign("s1", "sun", "courses/clinical"), IsOk());
  registry_.Put(VillageDoctor("li"));
  EXPECT_THAT(Assign("l1", "li", "courses/maternal"), IsOk());
  registry_.Put(Merged("li", "sun"));
  ASSERT_TRUE(Eventually([this] { return List()->issues_size() == 2; }));
  v1::ListComplianceIssuesRequest request;
  request.set_page_size(1);
  const auto first = List(request);
  ASSERT_EQ(first->issues_size(), 1);
  EXPECT_EQ(first->issues(0).person(), "persons/sun");
  request.set_page_token(first->next_page_token());
  const auto second = List(request);
  ASSERT_EQ(second->issues_size(), 1);
  EXPECT_EQ(second->issues(0).person(), "persons/zhao");
  EXPECT_EQ(second->next_page_token(), "");
  request.set_page_token("nonsense");
  EXPECT_THAT(List(request), FailsWith(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
}

// The old name goes on working everywhere: it leads to the person that stays.
TEST_F(ComplianceIssues, TheMergedNameLeadsToTheSurvivor) {
  Merge();
  EXPECT_EQ(Calendar("qian")->person(), "persons/zhao");
  EXPECT_EQ(Calendar("qian")->engagements_size(), 2);
  auto list = FromText<v1::ListAssignmentsRequest>("parent: 'pairings/yh-cx' person: 'persons/qian'");
  EXPECT_EQ(Invoke(*assignments_, &Assignments::ListAssignments, list)->assignments_size(), 2);
  EXPECT_THAT(Assign("again", "qian", "courses/clinical"),
              FailsWith(absl::StatusCode::kFailedPrecondition, "ALREADY_ASSIGNED"));
  EXPECT_THAT(Assign("third", "qian", "postings/ortho"),
              FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
}

// U9 over real calls: planned with a warning, flagged from the day the licence has run out, cleared by the renewal.
TEST_F(ComplianceIssues, ALicenceThatRunsOutIsFlaggedNotEnded) {
  v1::Posting posting = Stationed();
  posting.set_name("pairings/yh-cx/postings/licensed");
  posting.mutable_requirements()->add_licence_kinds(registry::v1::Licence::KIND_VILLAGE_DOCTOR);
  ASSERT_THAT(Create(posting), IsOk());
  auto person = VillageDoctor("sun");
  person.mutable_licences(0)->set_valid_to("2021-10-31");
  registry_.Put(person);
  absl::StatusOr<v1::Assignment> assigned;
  ASSERT_TRUE(Eventually([&] {
    v1::CreateAssignmentRequest request = ToAssign("a", "sun", "postings/licensed");
    request.set_validate_only(true);
    assigned = Invoke(*assignments_, &Assignments::CreateAssignment, request);
    return assigned.ok() && assigned->warnings_size() == 1;
  }));
  EXPECT_EQ(assigned->warnings(0).due_date(), "2021-07-31");
  ASSERT_THAT(Assign("a", "sun", "postings/licensed"), IsOk());
  const auto code_on = [this](const char* day) {
    v1::ListComplianceIssuesRequest request;
    request.set_as_of(day);
    const auto issues = Invoke(*assignments_, &Assignments::ListComplianceIssues, request);
    return issues.ok() && issues->issues_size() == 1 ? issues->issues(0).code() : v1::ComplianceIssue::CODE_UNSPECIFIED;
  };
  EXPECT_EQ(code_on("2021-10-31"), v1::ComplianceIssue::CODE_LICENCE_EXPIRING);
  EXPECT_EQ(code_on("2021-11-01"), v1::ComplianceIssue::CODE_LICENCE_LAPSED);
  *person.add_licences() =
      FromText<registry::v1::Licence>("kind: KIND_VILLAGE_DOCTOR valid_from: '2021-11-01' valid_to: '2026-10-31'");
  registry_.Put(person);
  EXPECT_TRUE(Eventually([&] { return code_on("2021-11-05") == v1::ComplianceIssue::CODE_UNSPECIFIED; }));
}

// The licence is asked for only after the seat was given.
TEST_F(ComplianceIssues, ALicenceAskedForLaterIsWatchedToo) {
  auto person = VillageDoctor("sun");
  person.mutable_licences(0)->set_valid_to("2021-10-31");
  const uint64_t revision = registry_.Put(person);
  ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  ASSERT_THAT(Assign("a", "sun", "postings/ortho"), IsOk());
  v1::ListComplianceIssuesRequest list;
  list.set_as_of("2021-11-05");
  EXPECT_EQ(List(list)->issues_size(), 0);
  const auto ask_for = [this](const std::string& licences) {
    v1::UpdatePostingRequest update;
    *update.mutable_posting() = FromText<v1::Posting>("requirements { " + licences + "}");
    update.mutable_posting()->set_name("pairings/yh-cx/postings/ortho");
    update.mutable_update_mask()->add_paths("requirements");
    return Invoke(*postings_, &Postings::UpdatePosting, update);
  };
  ASSERT_THAT(ask_for("licence_kinds: KIND_VILLAGE_DOCTOR"), IsOk());
  ASSERT_EQ(List(list)->issues_size(), 1);
  EXPECT_EQ(List(list)->issues(0).code(), v1::ComplianceIssue::CODE_LICENCE_LAPSED);
  ASSERT_THAT(ask_for(""), IsOk());
  EXPECT_EQ(List(list)->issues_size(), 0);
}

}  // namespace
}  // namespace jiedui::scheduler
