// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/assignment_bulk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/scheduler_service/assignment_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using Row = v1::ApplyAssignmentCommandsRequest;

class AssignmentBulk : public AssignmentServer {
 protected:
  AssignmentBulk() { CreateSmallWorld(); }

  static Row ToCreate(const std::string& id, const std::string& person, const std::string& item) {
    Row row;
    *row.mutable_create() = ToAssign(id, person, item);
    return row;
  }
  static Row ToCheckIn(const std::string& id, const std::string& date) {
    Row row;
    *row.mutable_check_in() = StepOf<v1::CheckInAssignmentRequest>(id, date);
    return row;
  }
  // The whole life of zhao, and a seat of qian's that is given back.
  static std::vector<Row> Lives() {
    std::vector<Row> rows = {ToCreate("a", "zhao", "courses/clinical"), ToCheckIn("a", "2021-10-18"),
                             ToCreate("b", "qian", "courses/clinical"), Row(), Row()};
    *rows[3].mutable_complete() = StepOf<v1::CompleteAssignmentRequest>("a", "2021-10-29");
    *rows[4].mutable_cancel() = StepOf<v1::CancelAssignmentRequest>("b", "2021-10-13", "疫情防控");
    return rows;
  }
};

TEST_F(AssignmentBulk, EveryRowIsACommand) {
  const auto summary = Apply(Lives());
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->rows(), 5);
  EXPECT_EQ(summary->created(), 2);
  EXPECT_EQ(summary->updated(), 3);
  EXPECT_EQ(summary->refused(), 0);
}

TEST_F(AssignmentBulk, SentAgainChangesNothing) {
  ASSERT_THAT(Apply(Lives()), IsOk());
  const uint64_t before = Status().revision();
  const auto summary = Apply(Lives());
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->unchanged(), 5) << summary->ShortDebugString();
  EXPECT_EQ(Status().revision(), before);
}

// Also where each step was followed by the next: the answer of a stream may be lost at its end.
TEST_F(AssignmentBulk, ALifeFromTheNominationOnSentAgainChangesNothing) {
  v1::Course course = Clinical();
  course.set_name("pairings/yh-cx/courses/autumn");
  ASSERT_THAT(Create(course, v1::Course::STATE_OPEN_FOR_NOMINATION), IsOk());
  std::vector<Row> rows(3);
  v1::NominateAssignmentRequest& nominate = *rows[0].mutable_nominate();
  nominate.set_parent("pairings/yh-cx");
  nominate.set_assignment_id("n");
  nominate.mutable_assignment()->set_person("persons/sun");
  nominate.mutable_assignment()->set_item("pairings/yh-cx/courses/autumn");
  v1::ReviewAssignmentRequest& review = *rows[1].mutable_review();
  review = StepOf<v1::ReviewAssignmentRequest>("n", "2021-09-21");
  review.set_decision(v1::ReviewAssignmentRequest::DECISION_APPROVE);
  *rows[2].mutable_confirm() = StepOf<v1::ConfirmAssignmentRequest>("n", "2021-09-22");
  ASSERT_EQ(Apply(rows)->refused(), 0);
  v1::CloseNominationsRequest close;
  close.set_name("pairings/yh-cx/courses/autumn");
  ASSERT_THAT(Invoke(*courses_, &Courses::CloseNominations, close), IsOk());
  rows.push_back(ToCheckIn("n", "2021-10-18"));
  EXPECT_EQ(Apply(rows)->unchanged(), 3);
  const uint64_t before = Status().revision();
  EXPECT_EQ(Apply(rows)->unchanged(), 4);
  EXPECT_EQ(Status().revision(), before);
  // What it has not been through is refused: another decision, another day.
  rows[1].mutable_review()->set_decision(v1::ReviewAssignmentRequest::DECISION_REJECT);
  rows[1].mutable_review()->set_reason("超龄");
  rows[1].mutable_review()->set_review_reason(v1::REVIEW_REASON_AGE);
  rows[2].mutable_confirm()->set_date("2021-09-23");
  EXPECT_EQ(Apply(rows)->refused(), 2);
}

// What was taken back, or never done, is not hidden: the office must know that nothing has happened.
TEST_F(AssignmentBulk, WhatWasTakenBackIsNotUnchanged) {
  const auto review = [](v1::ReviewAssignmentRequest::Decision decision) {
    Row row;
    v1::ReviewAssignmentRequest& request = *row.mutable_review();
    request = StepOf<v1::ReviewAssignmentRequest>("n", "2021-10-18");
    request.set_decision(decision);
    if (decision == v1::ReviewAssignmentRequest::DECISION_REVOKE) request.set_reason("材料不全");
    return row;
  };
  ASSERT_THAT(Create(
                  [] {
                    v1::Course course = Clinical();
                    course.set_name("pairings/yh-cx/courses/autumn");
                    return course;
                  }(),
                  v1::Course::STATE_OPEN_FOR_NOMINATION),
              IsOk());
  ASSERT_THAT(Nominate("n", "sun", "courses/autumn"), IsOk());
  Row confirm;
  *confirm.mutable_confirm() = StepOf<v1::ConfirmAssignmentRequest>("n", "2021-10-18");
  const auto approve = review(v1::ReviewAssignmentRequest::DECISION_APPROVE);
  const auto revoke = review(v1::ReviewAssignmentRequest::DECISION_REVOKE);
  ASSERT_EQ(Apply({review(v1::ReviewAssignmentRequest::DECISION_TAKE_UP), approve, confirm})->updated(), 3);
  Row stale = confirm;
  stale.mutable_confirm()->set_etag("old");
  EXPECT_EQ(Apply({stale})->unchanged(), 1);
  ASSERT_EQ(Apply({revoke})->updated(), 1);
  EXPECT_EQ(Apply({confirm})->refused(), 1);
  ASSERT_EQ(Apply({approve, confirm})->updated(), 2);
  v1::CloseNominationsRequest close;
  close.set_name("pairings/yh-cx/courses/autumn");
  ASSERT_THAT(Invoke(*courses_, &Courses::CloseNominations, close), IsOk());
  ASSERT_EQ(Apply({ToCheckIn("n", "2021-10-18")})->updated(), 1);
  EXPECT_EQ(Apply({confirm})->unchanged(), 1);
  EXPECT_EQ(Apply({review(v1::ReviewAssignmentRequest::DECISION_RETURN)})->refused(), 1);
}

TEST_F(AssignmentBulk, WithoutAnIdThePersonAtTheItemIsTheSame) {
  ASSERT_THAT(Apply({ToCreate("", "zhao", "courses/clinical")}), IsOk());
  EXPECT_EQ(Apply({ToCreate("", "zhao", "courses/clinical")})->unchanged(), 1);
  EXPECT_EQ(Apply({ToCreate("other", "zhao", "courses/clinical")})->refused(), 1);
}

TEST_F(AssignmentBulk, ARefusedRowLeavesTheOthersAlone) {
  const auto summary = Apply({ToCreate("a", "zhao", "courses/clinical"), ToCreate("b", "zhao", "courses/maternal"),
                              ToCreate("c", "nobody", "courses/clinical"), ToCreate("d", "qian", "courses/maternal")});
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->created(), 2);
  EXPECT_EQ(summary->refused(), 2);
  ASSERT_EQ(summary->outcomes_size(), 2);
  EXPECT_EQ(summary->outcomes(0).row(), 2);
  EXPECT_THAT(rpc::FromRpcStatus(summary->outcomes(0).status()),
              FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_EQ(summary->outcomes(1).row(), 3);
  EXPECT_THAT(rpc::FromRpcStatus(summary->outcomes(1).status()),
              FailsWith(absl::StatusCode::kNotFound, "PERSON_UNKNOWN"));
}

TEST_F(AssignmentBulk, WithoutTheRegistryOnlyUnknownPeopleAreRefused) {
  registry_.Stop();
  const auto summary = Apply({ToCreate("a", "zhao", "courses/clinical"), ToCreate("b", "li", "courses/clinical"),
                              ToCreate("c", "qian", "courses/clinical")});
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->created(), 2);
  ASSERT_EQ(summary->outcomes_size(), 1);
  EXPECT_THAT(rpc::FromRpcStatus(summary->outcomes(0).status()),
              FailsWith(absl::StatusCode::kUnavailable, "REGISTRY_UNAVAILABLE"));
}

TEST_F(AssignmentBulk, PeopleJustCreatedAreFound) {
  registry_.HoldFeed(true);
  registry_.PutAll({VillageDoctor("li"), VillageDoctor("wang")});
  const int before = registry_.status_calls();
  std::thread release([&] {
    EXPECT_TRUE(Eventually([&] { return registry_.status_calls() > before; }));
    registry_.HoldFeed(false);
  });
  const auto summary = Apply({ToCreate("a", "li", "courses/clinical"), ToCheckIn("a", "2021-10-18"),
                              ToCreate("b", "wang", "courses/clinical"), ToCheckIn("b", "2021-10-18")});
  release.join();
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->created(), 2);
  EXPECT_EQ(summary->updated(), 2) << "a check-in ran before the seat that its person waits for";
}

TEST_F(AssignmentBulk, WrongFieldsAreNamedFromTheRow) {
  Row foreign = ToCreate("a", "zhao", "courses/clinical");
  foreign.mutable_create()->set_parent("pairings/other");
  Row unreasoned;
  *unreasoned.mutable_complete() = StepOf<v1::CompleteAssignmentRequest>("a", "2021-10-29");
  unreasoned.mutable_complete()->set_unsuccessful(true);
  Row dateless = ToCheckIn("a", "");
  const auto summary = Apply({foreign, unreasoned, dateless, Row()});
  ASSERT_THAT(summary, IsOk());
  ASSERT_EQ(summary->outcomes_size(), 4);
  std::vector<std::string> fields;
  for (const v1::RowOutcome& outcome : summary->outcomes())
    for (const std::string& field : FieldsIn(rpc::FromRpcStatus(outcome.status()))) fields.push_back(field);
  EXPECT_THAT(fields, ElementsAre("create.assignment.item", "complete.reason", "check_in.date", "command"));
}

TEST_F(AssignmentBulk, ValidateOnlyKeepsNothing) {
  Row row = ToCreate("a", "zhao", "courses/clinical");
  row.mutable_options()->set_validate_only(true);
  const auto summary = Apply({row});
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->created(), 1);
  EXPECT_THAT(CheckIn("a", "2021-10-18"), StatusIs(absl::StatusCode::kNotFound));
}

// Rows that free a seat or days look who waits for them; so does the dry run, on what the rows before would have left.
TEST_F(AssignmentBulk, ADryRunSaysWhatTheRealRunWill) {
  std::vector<Row> rows = Lives();
  rows[0].mutable_options()->set_validate_only(true);
  rows[0].mutable_options()->set_list_all_rows(true);
  const auto rehearsed = Apply(rows);
  rows[0].mutable_options()->set_validate_only(false);
  const auto real = Apply(rows);
  ASSERT_THAT(rehearsed, IsOk());
  ASSERT_THAT(real, IsOk());
  EXPECT_EQ(rehearsed->ShortDebugString(), real->ShortDebugString());
  EXPECT_EQ(real->updated(), 3);
}

TEST_F(AssignmentBulk, AllRowsAreListedOnRequest) {
  std::vector<Row> rows = Lives();
  rows[0].mutable_options()->set_list_all_rows(true);
  const auto summary = Apply(rows);
  ASSERT_THAT(summary, IsOk());
  ASSERT_EQ(summary->outcomes_size(), 5);
  EXPECT_EQ(summary->outcomes(0).outcome(), v1::RowOutcome::OUTCOME_CREATED);
  EXPECT_EQ(summary->outcomes(0).name(), "pairings/yh-cx/assignments/a");
  EXPECT_EQ(summary->outcomes(1).outcome(), v1::RowOutcome::OUTCOME_UPDATED);
}

}  // namespace
}  // namespace jiedui::scheduler
