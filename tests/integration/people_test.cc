// SPDX-License-Identifier: Apache-2.0
// What becomes of people in one service and of their assignments in the other: two spellings of one person, a merge and
// its undoing, a request for privacy. Both programs, over real sockets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "tests/integration/servers.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
using Persons = registry::v1::PersonService::Stub;
using Assignments = scheduler::v1::AssignmentService::Stub;
using Reports = scheduler::v1::ReportService::Stub;

constexpr char kNumber[] = "990824198808088886";

template <typename Detail>
Detail DetailOfStatus(const grpc::Status& status) {
  google::rpc::Status details;
  details.ParseFromString(status.error_details());
  Detail detail;
  for (const auto& any : details.details())
    if (any.Is<Detail>()) any.UnpackTo(&detail);
  return detail;
}

class People : public testing::Test {
 protected:
  People() : pair_(folder_.path()) {
    pair_.StartBoth();
    persons_ = registry::v1::PersonService::NewStub(pair_.registry.Channel());
    assignments_ = scheduler::v1::AssignmentService::NewStub(pair_.scheduler.Channel());
    reports_ = scheduler::v1::ReportService::NewStub(pair_.scheduler.Channel());
    const auto pairings = scheduler::v1::PairingService::NewStub(pair_.scheduler.Channel());
    scheduler::v1::Pairing pairing;
    Call call;
    EXPECT_THAT(pairings->CreatePairing(&call, APairing("yc"), &pairing), IsOk());
  }

  // An answer, or a failed test.
  template <typename Stub, typename Request, typename Response>
  Response Ask(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
               const Request& request) {
    Response response;
    const grpc::Status status = Try(stub, method, request, response);
    EXPECT_THAT(status, IsOk());
    return response;
  }
  template <typename Stub, typename Request, typename Response>
  grpc::Status Try(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   const Request& request, Response& response) {
    Call call;
    return (stub.*method)(&call, request, &response);
  }

  grpc::Status Create(const std::string& id, const std::string& name, const std::string& number = "") {
    auto request = APerson(id, "");
    request.mutable_person()->set_display_name(name);
    if (!number.empty()) {
      auto& document = *request.mutable_person()->mutable_private_fields()->mutable_id_document();
      document.set_kind(registry::v1::IdDocument::KIND_RESIDENT_ID);
      document.set_number(number);
    }
    registry::v1::Person person;
    return Try(*persons_, &Persons::CreatePerson, request, person);
  }

  void AddCourse(const std::string& id, const std::string& first, const std::string& last) {
    const auto courses = scheduler::v1::CourseService::NewStub(pair_.scheduler.Channel());
    scheduler::v1::Course course;
    Call call;
    ASSERT_THAT(courses->CreateCourse(&call, ACourse("yc", id, first, last, 10), &course), IsOk());
  }
  void AddPosting(const std::string& id, const std::string& first, const std::string& last) {
    const auto organizations = registry::v1::OrganizationService::NewStub(pair_.registry.Channel());
    registry::v1::Organization host;
    Call host_call;
    ASSERT_THAT(organizations->CreateOrganization(&host_call, AnOrganization("host", "510824"), &host), IsOk());
    const auto postings = scheduler::v1::PostingService::NewStub(pair_.scheduler.Channel());
    scheduler::v1::CreatePostingRequest request;
    request.set_parent("pairings/yc");
    request.set_posting_id(id);
    request.set_initial_state(scheduler::v1::Posting::STATE_CONFIRMED);
    request.mutable_posting()->set_display_name("支医");
    request.mutable_posting()->set_kind(scheduler::v1::Posting::KIND_SUPPORT);
    request.mutable_posting()->set_direction(scheduler::v1::DIRECTION_EAST_TO_WEST);
    request.mutable_posting()->set_category(scheduler::v1::Posting::CATEGORY_DOCTOR);
    request.mutable_posting()->set_host_organization("organizations/host");
    request.mutable_posting()->set_start_date(first);
    request.mutable_posting()->set_end_date(last);
    request.mutable_posting()->set_headcount(1);
    scheduler::v1::Posting posting;
    Call call;
    const grpc::Status status = postings->CreatePosting(&call, request, &posting);
    ASSERT_THAT(status, IsOk());
  }
  void Attend(const std::string& id, const std::string& person, const std::string& course, const std::string& day) {
    Ask(*assignments_, &Assignments::CreateAssignment, AnAssignment("yc", id, person, course));
    scheduler::v1::CheckInAssignmentRequest request;
    request.set_name("pairings/yc/assignments/" + id);
    request.set_date(day);
    Ask(*assignments_, &Assignments::CheckInAssignment, request);
  }

  std::vector<std::string> Find(const std::string& query) {
    registry::v1::SearchPersonsRequest request;
    request.set_query(query);
    std::vector<std::string> names;
    const auto found = Ask(*persons_, &Persons::SearchPersons, request);
    for (const auto& match : found.matches()) names.push_back(match.person().name());
    return names;
  }
  int64_t Figure(const std::string& code) {
    scheduler::v1::GetReportRequest request;
    request.set_pairing("pairings/yc");
    request.set_as_of("2021-12-31");
    const auto report = Ask(*reports_, &Reports::GetReport, request);
    for (const auto& figure : report.figures())
      if (figure.code() == code) return figure.value();
    return -1;
  }
  int64_t PersonsTrained() { return Figure("TR.TALENT.PERSONS"); }
  int64_t PersonTimes() { return Figure("TR.TALENT.PERSON_TIMES"); }

  scheduler::v1::Assignment Assignment(const std::string& id) {
    scheduler::v1::GetAssignmentRequest request;
    request.set_name("pairings/yc/assignments/" + id);
    return Ask(*assignments_, &Assignments::GetAssignment, request);
  }
  std::vector<std::string> AssignmentsOf(const std::string& person) {
    scheduler::v1::ListAssignmentsRequest request;
    request.set_parent("pairings/yc");
    request.set_person("persons/" + person);
    std::vector<std::string> names;
    const auto list = Ask(*assignments_, &Assignments::ListAssignments, request);
    for (const auto& assignment : list.assignments()) names.push_back(assignment.name().substr(24));
    return names;
  }
  scheduler::v1::ListComplianceIssuesResponse Issues() {
    return Ask(*assignments_, &Assignments::ListComplianceIssues, scheduler::v1::ListComplianceIssuesRequest());
  }

  TempDir folder_;
  Pair pair_;
  std::unique_ptr<Persons> persons_;
  std::unique_ptr<Assignments> assignments_;
  std::unique_ptr<Reports> reports_;
};

TEST_F(People, AnotherSpellingIsRefusedAndMayBecomeAnAlias) {
  ASSERT_THAT(Create("xiao", "肖丽", kNumber), IsOk());
  const grpc::Status refused = Create("xiao2", "萧丽", kNumber);
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::ALREADY_EXISTS);
  EXPECT_EQ(DetailOfStatus<google::rpc::ErrorInfo>(refused).reason(), "NAME_MISMATCH");
  EXPECT_EQ(DetailOfStatus<google::rpc::ResourceInfo>(refused).resource_name(), "persons/xiao");
  EXPECT_THAT(refused.error_message(), Not(HasSubstr("990824")));

  registry::v1::UpdatePersonRequest update;
  update.mutable_person()->set_name("persons/xiao");
  update.mutable_person()->set_display_name("萧丽");
  update.mutable_update_mask()->add_paths("display_name");
  Ask(*persons_, &Persons::UpdatePerson, update);
  EXPECT_THAT(Find("肖丽"), ElementsAre("persons/xiao"));
  EXPECT_THAT(Find("萧丽"), ElementsAre("persons/xiao"));
  EXPECT_THAT(Find("xiaoli"), ElementsAre("persons/xiao"));
}

// Two records discovered later, one of them with two courses and a posting: the year's persons drop by exactly one.
TEST_F(People, AMergeMovesAssignmentsAndItsUndoingBringsThemBack) {
  AddCourse("spring", "2021-05-10", "2021-05-14");
  AddCourse("summer", "2021-07-12", "2021-07-16");
  AddCourse("autumn", "2021-10-18", "2021-10-29");
  ASSERT_THAT(Create("a", "肖丽", kNumber), IsOk());
  ASSERT_THAT(Create("b", "萧丽"), IsOk());
  Attend("a1", "a", "spring", "2021-05-10");
  Attend("b1", "b", "summer", "2021-07-12");
  Attend("b2", "b", "autumn", "2021-10-18");
  AddPosting("support", "2021-11-08", "2021-12-07");
  auto on_post = AnAssignment("yc", "b3", "b", "");
  on_post.mutable_assignment()->set_item("pairings/yc/postings/support");
  Ask(*assignments_, &Assignments::CreateAssignment, on_post);
  ASSERT_EQ(PersonsTrained(), 2);
  ASSERT_EQ(PersonTimes(), 3);

  registry::v1::MergePersonsRequest merge;
  merge.set_name("persons/a");
  merge.set_duplicate("persons/b");
  merge.set_reason("同一人");
  Ask(*persons_, &Persons::MergePersons, merge);
  ASSERT_TRUE(pair_.WaitForDirectory());
  EXPECT_EQ(PersonsTrained(), 1);
  EXPECT_EQ(PersonTimes(), 3);
  EXPECT_THAT(AssignmentsOf("a"), UnorderedElementsAre("a1", "b1", "b2", "b3"));
  EXPECT_THAT(AssignmentsOf("b"), UnorderedElementsAre("a1", "b1", "b2", "b3"));
  EXPECT_EQ(Assignment("b1").original_person(), "persons/b");
  EXPECT_THAT(Find("萧丽"), ElementsAre("persons/a"));
  EXPECT_THAT(Issues().issues(), IsEmpty());

  registry::v1::UnmergePersonsRequest undo;
  undo.set_name("persons/b");
  Ask(*persons_, &Persons::UnmergePersons, undo);
  ASSERT_TRUE(pair_.WaitForDirectory());
  EXPECT_EQ(PersonsTrained(), 2);
  EXPECT_THAT(AssignmentsOf("a"), ElementsAre("a1"));
  EXPECT_THAT(AssignmentsOf("b"), UnorderedElementsAre("b1", "b2", "b3"));
}

// The clash is on both sides and survives a SIGKILL of the scheduler; it goes when one of the two is cancelled.
TEST_F(People, AMergeThatDoubleBooksIsFlaggedOnBoth) {
  AddCourse("autumn", "2021-10-18", "2021-10-29");
  AddCourse("overlapping", "2021-10-25", "2021-11-05");
  ASSERT_THAT(Create("a", "肖丽"), IsOk());
  ASSERT_THAT(Create("b", "萧丽"), IsOk());
  Ask(*assignments_, &Assignments::CreateAssignment, AnAssignment("yc", "a1", "a", "autumn"));
  Ask(*assignments_, &Assignments::CreateAssignment, AnAssignment("yc", "b1", "b", "overlapping"));
  registry::v1::MergePersonsRequest merge;
  merge.set_name("persons/a");
  merge.set_duplicate("persons/b");
  merge.set_reason("同一人");
  Ask(*persons_, &Persons::MergePersons, merge);
  ASSERT_TRUE(pair_.WaitForDirectory());
  pair_.scheduler.Kill();
  pair_.scheduler.Start();
  assignments_ = scheduler::v1::AssignmentService::NewStub(pair_.scheduler.Channel());

  const auto issues = Issues();
  ASSERT_EQ(issues.issues_size(), 1);
  EXPECT_EQ(issues.issues(0).person(), "persons/a");
  EXPECT_EQ(issues.issues(0).engagements(0).item(), "pairings/yc/courses/autumn");
  EXPECT_EQ(issues.issues(0).engagements(1).item(), "pairings/yc/courses/overlapping");
  EXPECT_EQ(issues.issues(0).start_date() + ".." + issues.issues(0).end_date(), "2021-10-25..2021-10-29");

  scheduler::v1::CancelAssignmentRequest cancel;
  cancel.set_name("pairings/yc/assignments/b1");
  cancel.set_date("2021-10-20");
  cancel.set_reason("重复安排");
  Ask(*assignments_, &Assignments::CancelAssignment, cancel);
  EXPECT_THAT(Issues().issues(), IsEmpty());
}

// She may not be deleted, for the figures rest on her: so nobody sees her any more, and the figures stay.
TEST_F(People, ARestrictedPersonIsHiddenEverywhereAndStillCounts) {
  AddCourse("spring", "2021-05-10", "2021-05-14");
  ASSERT_THAT(Create("a", "单雪梅", kNumber), IsOk());
  Attend("a1", "a", "spring", "2021-05-10");
  ASSERT_EQ(PersonsTrained(), 1);
  registry::v1::RestrictPersonRequest restrict_her;
  restrict_her.set_name("persons/a");
  restrict_her.set_reason("本人申请");
  Ask(*persons_, &Persons::RestrictPerson, restrict_her);
  ASSERT_TRUE(pair_.WaitForDirectory());

  EXPECT_THAT(Find("单雪梅"), IsEmpty());
  EXPECT_THAT(Find("shanxuemei"), IsEmpty());
  EXPECT_THAT(Find("8886"), IsEmpty());
  EXPECT_EQ(Ask(*persons_, &Persons::ListPersons, registry::v1::ListPersonsRequest()).persons_size(), 0);
  EXPECT_EQ(Assignment("a1").person_display_name(), "");
  EXPECT_EQ(PersonsTrained(), 1);

  registry::v1::GetPersonDossierRequest dossier;
  dossier.set_name("persons/a");
  dossier.set_reason("本人查询");
  const auto all = Ask(*persons_, &Persons::GetPersonDossier, dossier);
  EXPECT_THAT(all.DebugString(), HasSubstr(kNumber));

  restrict_her.set_lift(true);
  Ask(*persons_, &Persons::RestrictPerson, restrict_her);
  ASSERT_TRUE(pair_.WaitForDirectory());
  EXPECT_THAT(Find("单雪梅"), ElementsAre("persons/a"));
  EXPECT_EQ(Assignment("a1").person_display_name(), "单雪梅");
}

}  // namespace
}  // namespace jiedui
