// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/assignment_reads.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scheduler_service/scheduler_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

class AssignmentReads : public SchedulerServer {
 protected:
  AssignmentReads() {
    CreateSmallWorld();
    EXPECT_THAT(Assign("z1", "zhao", "courses/clinical"), IsOk());
    EXPECT_THAT(Assign("q1", "qian", "courses/clinical"), IsOk());
    EXPECT_THAT(Assign("s1", "sun", "courses/maternal"), IsOk());
  }

  std::vector<std::string> List(v1::ListAssignmentsRequest request) {
    request.set_parent("pairings/yh-cx");
    std::vector<std::string> ids;
    const auto page = Invoke(*assignments_, &Assignments::ListAssignments, request);
    EXPECT_THAT(page, IsOk());
    if (!page.ok()) return ids;
    for (const auto& assignment : page->assignments())
      ids.push_back(assignment.name().substr(assignment.name().rfind('/') + 1));
    return ids;
  }
  absl::StatusOr<v1::PersonCalendar> Calendar(const std::string& person) {
    v1::GetPersonCalendarRequest request;
    request.set_person("persons/" + person);
    return Invoke(*assignments_, &Assignments::GetPersonCalendar, request);
  }
  absl::StatusOr<v1::SeatLedger> Ledger(const std::string& item) {
    v1::GetSeatLedgerRequest request;
    request.set_item("pairings/yh-cx/" + item);
    return Invoke(*assignments_, &Assignments::GetSeatLedger, request);
  }
};

TEST_F(AssignmentReads, Get) {
  v1::GetAssignmentRequest request;
  request.set_name("pairings/yh-cx/assignments/z1");
  const auto read = Invoke(*assignments_, &Assignments::GetAssignment, request);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->person(), "persons/zhao");
  request.set_name("pairings/yh-cx/assignments/none");
  EXPECT_THAT(Invoke(*assignments_, &Assignments::GetAssignment, request),
              FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(AssignmentReads, ListOfThePairingAnItemAPerson) {
  EXPECT_THAT(List({}), ElementsAre("q1", "s1", "z1"));
  EXPECT_THAT(List(FromText<v1::ListAssignmentsRequest>("item: 'pairings/yh-cx/courses/clinical'")),
              ElementsAre("q1", "z1"));
  EXPECT_THAT(List(FromText<v1::ListAssignmentsRequest>("person: 'persons/sun'")), ElementsAre("s1"));
  EXPECT_THAT(List(FromText<v1::ListAssignmentsRequest>("person: 'persons/su'")), ElementsAre());
}

TEST_F(AssignmentReads, ListIsFilteredByState) {
  ASSERT_THAT(CheckIn("z1", "2021-10-18"), IsOk());
  EXPECT_THAT(List(FromText<v1::ListAssignmentsRequest>("filter: 'state = STATE_CHECKED_IN'")), ElementsAre("z1"));
  EXPECT_THAT(List(FromText<v1::ListAssignmentsRequest>(
                  "item: 'pairings/yh-cx/courses/clinical' filter: 'state = STATE_CONFIRMED'")),
              ElementsAre("q1"));
}

// The same ids in another pairing are not this one's.
TEST_F(AssignmentReads, APersonsListIsThatOfThePairing) {
  ASSERT_THAT(Create(YuhangCangxi(), "other"), IsOk());
  v1::ListAssignmentsRequest request;
  request.set_parent("pairings/other");
  request.set_person("persons/zhao");
  EXPECT_EQ(Invoke(*assignments_, &Assignments::ListAssignments, request)->assignments_size(), 0);
}

TEST_F(AssignmentReads, ListRefusals) {
  auto request = FromText<v1::ListAssignmentsRequest>(
      "parent: 'pairings/yh-cx' item: 'pairings/yh-cx/courses/clinical' person: 'persons/zhao'");
  EXPECT_THAT(FieldsIn(Invoke(*assignments_, &Assignments::ListAssignments, request).status()), ElementsAre("person"));
  request = FromText<v1::ListAssignmentsRequest>("parent: 'pairings/yh-cx' item: 'pairings/other/courses/clinical'");
  EXPECT_THAT(FieldsIn(Invoke(*assignments_, &Assignments::ListAssignments, request).status()), ElementsAre("item"));
}

TEST_F(AssignmentReads, ACalendarOfWhomeverIsKnown) {
  const auto zhao = Calendar("zhao");
  ASSERT_THAT(zhao, IsOk());
  ASSERT_EQ(zhao->engagements_size(), 1);
  EXPECT_EQ(zhao->engagements(0).item_display_name(), "临床医生培训班");
  registry_.Put(VillageDoctor("li"));
  ASSERT_TRUE(Eventually([this] { return Calendar("li").ok(); }));
  EXPECT_EQ(Calendar("li")->engagements_size(), 0);
  EXPECT_EQ(Calendar("li")->person(), "persons/li");
  EXPECT_THAT(Calendar("nobody"), FailsWith(absl::StatusCode::kNotFound, "PERSON_UNKNOWN"));
}

TEST_F(AssignmentReads, ALedgerOfCoursesAndPostings) {
  EXPECT_EQ(Ledger("courses/clinical")->taken(), 2);
  EXPECT_EQ(Ledger("postings/ortho")->seats(), 1);
  EXPECT_THAT(Ledger("courses/ortho"), FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

}  // namespace
}  // namespace jiedui::scheduler
