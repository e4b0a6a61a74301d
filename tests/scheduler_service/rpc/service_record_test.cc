// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/service_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/assignment_server.h"

namespace jiedui::scheduler {
namespace {

class ServiceRecords : public AssignmentServer {
 protected:
  ServiceRecords() {
    EXPECT_THAT(Create(YuhangCangxi()), IsOk());
    v1::Posting posting = Stationed();
    posting.set_end_date("2022-07-31");
    EXPECT_THAT(Create(posting), IsOk());
    EXPECT_THAT(Assign("a", "zhao", "postings/ortho"), IsOk());
    EXPECT_THAT(CheckIn("a", "2021-06-15"), IsOk());
  }
  absl::StatusOr<v1::ServiceRecord> RecordOf(const std::string& person, const std::string& as_of = "2022-07-31") {
    v1::GetServiceRecordRequest request;
    request.set_person("persons/" + person);
    request.set_as_of(as_of);
    request.set_days_required(365);
    return Invoke(*postings_, &Postings::GetServiceRecord, request);
  }
};

// U16: maternity leave of 158 days; the posting goes on, its days do not count, and somebody stands in.
TEST_F(ServiceRecords, LeaveDoesNotCount) {
  v1::RecordLeaveRequest leave;
  leave.set_parent("persons/zhao");
  leave.mutable_leave()->set_start_date("2022-01-10");
  leave.mutable_leave()->set_end_date("2022-06-16");
  leave.mutable_leave()->set_kind(v1::Leave::KIND_MATERNITY);
  leave.mutable_leave()->set_reason("产假");
  ASSERT_THAT(Invoke(*assignments_, &Assignments::RecordLeave, leave), IsOk());
  const auto record = RecordOf("zhao");
  ASSERT_THAT(record, IsOk());
  ASSERT_EQ(record->periods_size(), 1);
  EXPECT_EQ(record->periods(0).days(), 412);
  EXPECT_EQ(record->periods(0).leave_days(), 158);
  EXPECT_EQ(record->periods(0).display_name(), "骨科派驻医师");
  EXPECT_EQ(record->days(), 254);
  EXPECT_EQ(record->days_missing(), 111);
  EXPECT_EQ(StateOf("a"), v1::Assignment::STATE_CHECKED_IN);

  v1::Course during = Clinical();
  during.set_start_date("2022-03-07");
  during.set_end_date("2022-03-18");
  ASSERT_THAT(Create(during), IsOk());
  EXPECT_THAT(Assign("b", "zhao", "courses/clinical"),
              FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));

  v1::ReplaceAssignmentRequest replace;
  replace.set_name(NameOf("a"));
  replace.set_reason("产假");
  replace.set_person("persons/qian");
  replace.set_start_date("2022-01-17");
  ASSERT_THAT(Invoke(*assignments_, &Assignments::ReplaceAssignment, replace), IsOk());
  EXPECT_EQ(RecordOf("zhao")->days(), 209);  // to 2022-01-09
}

TEST_F(ServiceRecords, UntilTheDayAskedFor) {
  EXPECT_EQ(RecordOf("zhao", "2021-06-15")->days(), 1);
  EXPECT_EQ(RecordOf("zhao", "2021-06-14")->days(), 0);
  EXPECT_GT(RecordOf("zhao", "")->days(), 365);
  EXPECT_EQ(RecordOf("sun")->periods_size(), 0);
  EXPECT_THAT(RecordOf("nobody"), FailsWith(absl::StatusCode::kNotFound, "PERSON_UNKNOWN"));
}

}  // namespace
}  // namespace jiedui::scheduler
