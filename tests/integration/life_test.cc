// SPDX-License-Identifier: Apache-2.0
// A course of hundreds, from nomination to cancellation, while the scheduler is killed in the middle of everything:
// rows that are sent again happen once, work that was begun is ended, and AdminService.Verify finds nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/integration/servers.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui {
namespace {

namespace v1 = scheduler::v1;

using Row = v1::ApplyAssignmentCommandsRequest;
using State = v1::Assignment;

constexpr int kPeople = 900;
constexpr int kSeats = 600;
constexpr char kCourse[] = "pairings/yc/courses/big";

class Life : public testing::Test {
 protected:
  Life() : pair_(folder_.path()) {
    pair_.StartBoth();
    ImportPeople();
    v1::Pairing pairing;
    Call pairing_call;
    EXPECT_THAT(
        v1::PairingService::NewStub(pair_.scheduler.Channel())->CreatePairing(&pairing_call, APairing("yc"), &pairing),
        IsOk());
    auto request = ACourse("yc", "big", "2021-10-18", "2021-10-29", kSeats);
    request.set_initial_state(v1::Course::STATE_OPEN_FOR_NOMINATION);
    v1::Course course;
    Call course_call;
    EXPECT_THAT(Courses()->CreateCourse(&course_call, request, &course), IsOk());
  }

  std::unique_ptr<v1::CourseService::Stub> Courses() { return v1::CourseService::NewStub(pair_.scheduler.Channel()); }
  std::unique_ptr<v1::AssignmentService::Stub> Assignments() {
    return v1::AssignmentService::NewStub(pair_.scheduler.Channel());
  }

  void ImportPeople() {
    const auto stub = registry::v1::PersonService::NewStub(pair_.registry.Channel());
    Call call(absl::Seconds(60));
    registry::v1::ImportPersonsResponse response;
    const auto writer = stub->ImportPersons(&call, &response);
    for (int i = 0; i < kPeople; ++i) {
      registry::v1::ImportPersonsRequest row;
      *row.mutable_person() = APerson("", "").person();
      row.mutable_person()->set_name(absl::StrCat("persons/p", i));
      ASSERT_TRUE(writer->Write(row));
    }
    writer->WritesDone();
    ASSERT_THAT(writer->Finish(), IsOk());
    ASSERT_EQ(response.summary().created(), kPeople) << response.ShortDebugString();
  }

  static std::string NameOf(int i) { return absl::StrCat("pairings/yc/assignments/a", i); }
  static Row Nomination(int i) {
    Row row;
    row.mutable_nominate()->set_parent("pairings/yc");
    row.mutable_nominate()->set_assignment_id(absl::StrCat("a", i));
    row.mutable_nominate()->mutable_assignment()->set_person(absl::StrCat("persons/p", i));
    row.mutable_nominate()->mutable_assignment()->set_item(kCourse);
    return row;
  }
  static Row Approval(int i) {
    Row row;
    row.mutable_review()->set_name(NameOf(i));
    row.mutable_review()->set_date("2021-09-21");
    row.mutable_review()->set_decision(v1::ReviewAssignmentRequest::DECISION_APPROVE);
    return row;
  }
  static Row Confirmation(int i) {
    Row row;
    row.mutable_confirm()->set_name(NameOf(i));
    row.mutable_confirm()->set_date("2021-09-22");
    return row;
  }

  // One stream of all rows; false if it was cut.
  bool Apply(Row (*make)(int), v1::BulkSummary& summary) {
    const auto stub = Assignments();
    Call call(absl::Seconds(60));
    v1::ApplyAssignmentCommandsResponse response;
    const auto writer = stub->ApplyAssignmentCommands(&call, &response);
    bool cut = false;
    for (int i = 0; i < kPeople && !cut; ++i) cut = !writer->Write(make(i));
    writer->WritesDone();
    const bool ok = writer->Finish().ok();
    summary = response.summary();
    return ok && !cut;
  }
  // Kills the scheduler while the rows are being applied, then sends them all again.
  void ApplyAcrossAKill(Row (*make)(int)) {
    std::thread killer([this] {
      absl::SleepFor(absl::Milliseconds(15));
      pair_.scheduler.Kill();
      pair_.scheduler.Start();
    });
    v1::BulkSummary summary;
    Apply(make, summary);
    killer.join();
    ASSERT_TRUE(Apply(make, summary));
    EXPECT_EQ(summary.rows(), kPeople);
    EXPECT_EQ(summary.refused(), 0) << summary.ShortDebugString().substr(0, 1000);
  }

  std::vector<v1::Assignment> AllOf(v1::Assignment::State state) {
    const auto stub = Assignments();
    std::vector<v1::Assignment> all;
    v1::ListAssignmentsRequest request;
    request.set_parent("pairings/yc");
    request.set_state(state);
    request.set_page_size(1000);
    v1::ListAssignmentsResponse page;
    Call call;
    EXPECT_THAT(stub->ListAssignments(&call, request, &page), IsOk());
    EXPECT_EQ(page.next_page_token(), "");
    return {page.assignments().begin(), page.assignments().end()};
  }
  v1::SeatLedger Ledger() {
    v1::GetSeatLedgerRequest request;
    request.set_item(kCourse);
    v1::SeatLedger ledger;
    Call call;
    EXPECT_THAT(Assignments()->GetSeatLedger(&call, request, &ledger), IsOk());
    return ledger;
  }
  // What Verify says is wrong.
  std::vector<std::string> Findings() {
    const auto stub = v1::AdminService::NewStub(pair_.scheduler.Channel());
    Call call(absl::Seconds(60));
    const auto reader = stub->Verify(&call, v1::VerifyRequest());
    std::vector<std::string> findings;
    v1::VerifyResponse message;
    while (reader->Read(&message))
      if (message.has_finding()) findings.push_back(message.finding().ShortDebugString());
    EXPECT_THAT(reader->Finish(), IsOk());
    EXPECT_TRUE(message.has_summary()) << "the stream ended before it was through";
    return findings;
  }

  TempDir folder_;
  Pair pair_;
};

TEST_F(Life, SurvivesKillsAtEveryStep) {
  ApplyAcrossAKill(Nomination);
  ApplyAcrossAKill(Approval);
  ApplyAcrossAKill(Confirmation);
  EXPECT_EQ(AllOf(State::STATE_CONFIRMED).size(), static_cast<size_t>(kSeats));
  std::set<int64_t> ranks;
  for (const v1::Assignment& waiting : AllOf(State::STATE_WAITLISTED)) ranks.insert(waiting.waiting_rank());
  EXPECT_EQ(ranks.size(), static_cast<size_t>(kPeople - kSeats));
  EXPECT_EQ(*ranks.rbegin() - *ranks.begin(), kPeople - kSeats - 1) << "a rank was given to nobody";
  EXPECT_THAT(Findings(), testing::IsEmpty());

  // The course is cancelled, which takes many commits; the scheduler dies as soon as it has said so.
  v1::CancelCourseRequest cancel;
  cancel.set_name(kCourse);
  cancel.set_date("2021-10-16");
  cancel.set_reason("疫情防控");
  v1::CancelCourseResponse cancelled;
  {
    Call call;
    ASSERT_THAT(Courses()->CancelCourse(&call, cancel, &cancelled), IsOk());
  }
  pair_.scheduler.Kill();
  EXPECT_EQ(cancelled.notices_total(), kPeople);
  pair_.scheduler.Start();
  for (int i = 0; i < 200 && Ledger().work_in_progress(); ++i) absl::SleepFor(absl::Milliseconds(50));
  EXPECT_FALSE(Ledger().work_in_progress());
  EXPECT_EQ(Ledger().taken(), 0);
  EXPECT_EQ(AllOf(State::STATE_CANCELLED).size(), static_cast<size_t>(kPeople));
  EXPECT_THAT(Findings(), testing::IsEmpty());
}

// U12: a nomination sent again after both services were restarted is the same one.
TEST_F(Life, ANominationSentAgainAcrossRestartsIsTheSame) {
  v1::NominateAssignmentRequest request = Nomination(0).nominate();
  request.clear_assignment_id();
  request.set_request_id("5f1c");
  const auto nominate = [&](v1::Assignment& answer) {
    Call call;
    return Assignments()->NominateAssignment(&call, request, &answer);
  };
  v1::Assignment first;
  ASSERT_THAT(nominate(first), IsOk());
  pair_.registry.Kill();
  pair_.scheduler.Kill();
  pair_.StartBoth();
  v1::Assignment again;
  ASSERT_THAT(nominate(again), IsOk());
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(AllOf(State::STATE_NOMINATED).size(), 1U);
  request.mutable_assignment()->set_person("persons/p1");
  EXPECT_EQ(nominate(again).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

}  // namespace
}  // namespace jiedui
