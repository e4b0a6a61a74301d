// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/leave_handlers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/assignment_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

class Leaves : public AssignmentServer {
 protected:
  Leaves() { CreateSmallWorld(); }

  absl::StatusOr<v1::Leave> Record(const std::string& person, const std::string& first, const std::string& last) {
    v1::RecordLeaveRequest request;
    request.set_parent("persons/" + person);
    request.set_leave_id("l1");
    request.mutable_leave()->set_start_date(first);
    request.mutable_leave()->set_end_date(last);
    request.mutable_leave()->set_kind(v1::Leave::KIND_MATERNITY);
    request.mutable_leave()->set_reason("产假");
    return Invoke(*assignments_, &Assignments::RecordLeave, request);
  }
  v1::ListLeavesResponse List(v1::LeaveView view) {
    v1::ListLeavesRequest request;
    request.set_parent("persons/zhao");
    request.set_view(view);
    return Invoke(*assignments_, &Assignments::ListLeaves, request).value_or(v1::ListLeavesResponse());
  }
  v1::ListComplianceIssuesResponse Issues() {
    return Invoke(*assignments_, &Assignments::ListComplianceIssues, v1::ListComplianceIssuesRequest())
        .value_or(v1::ListComplianceIssuesResponse());
  }
};

// U16: enrolled first, on leave later: the course is listed, the posting is not.
TEST_F(Leaves, ACourseGivenBeforeIsFlagged) {
  ASSERT_THAT(Assign("a", "zhao", "courses/clinical"), IsOk());
  const auto leave = Record("zhao", "2021-10-20", "2021-10-21");
  ASSERT_THAT(leave, IsOk());
  EXPECT_THAT(leave->courses_affected(), ElementsAre("pairings/yh-cx/courses/clinical"));
  const auto issues = Issues();
  ASSERT_EQ(issues.issues_size(), 1);
  EXPECT_EQ(issues.issues(0).code(), v1::ComplianceIssue::CODE_ON_LEAVE);
  EXPECT_EQ(issues.issues(0).assignment(), "pairings/yh-cx/assignments/a");
  EXPECT_EQ(issues.issues(0).start_date(), "2021-10-20");
  EXPECT_EQ(issues.issues(0).end_date(), "2021-10-21");

  v1::CancelLeaveRequest cancel;
  cancel.set_name("persons/zhao/leaves/l1");
  ASSERT_THAT(Invoke(*assignments_, &Assignments::CancelLeave, cancel), IsOk());
  EXPECT_EQ(Issues().issues_size(), 0);
  EXPECT_THAT(Invoke(*assignments_, &Assignments::CancelLeave, cancel), StatusIs(absl::StatusCode::kNotFound));
}

// The host's side is told the days and no more.
TEST_F(Leaves, WhyIsForTheSendingSide) {
  ASSERT_THAT(Record("zhao", "2022-01-10", "2022-06-16"), IsOk());
  EXPECT_EQ(List(v1::LEAVE_VIEW_UNSPECIFIED).leaves(0).reason(), "");
  EXPECT_EQ(List(v1::LEAVE_VIEW_BASIC).leaves(0).kind(), v1::Leave::KIND_UNSPECIFIED);
  EXPECT_EQ(List(v1::LEAVE_VIEW_BASIC).leaves(0).end_date(), "2022-06-16");
  EXPECT_EQ(List(v1::LEAVE_VIEW_FULL).leaves(0).reason(), "产假");
  EXPECT_EQ(CalendarOf("zhao").leaves(0).leave(), "persons/zhao/leaves/l1");
}

TEST_F(Leaves, ThoseOfNobodyAreNotFoundAndWhoHasNoneHasAnEmptyList) {
  v1::ListLeavesRequest request;
  request.set_parent("persons/nobody");
  EXPECT_THAT(Invoke(*assignments_, &Assignments::ListLeaves, request),
              FailsWith(absl::StatusCode::kNotFound, "PERSON_UNKNOWN"));
  request.set_parent("persons/zhao");
  const auto none = Invoke(*assignments_, &Assignments::ListLeaves, request);
  ASSERT_THAT(none, IsOk());
  EXPECT_EQ(none->leaves_size(), 0);
}

TEST_F(Leaves, MistakesAreRefused) {
  EXPECT_THAT(Record("nobody", "2022-01-10", "2022-06-16"), FailsWith(absl::StatusCode::kNotFound, "PERSON_UNKNOWN"));
  EXPECT_THAT(FieldsIn(Record("zhao", "2022-01-10", "2022-01-09").status()), ElementsAre("leave.end_date"));
  ASSERT_THAT(Record("zhao", "2022-01-10", "2022-06-16"), IsOk());
  EXPECT_THAT(Record("zhao", "2023-01-10", "2023-01-11"), FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
}

}  // namespace
}  // namespace jiedui::scheduler
