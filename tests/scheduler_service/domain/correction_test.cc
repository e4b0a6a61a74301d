// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/correction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

v1::Correction Draft(const std::string& more = "") {
  auto correction = FromText<v1::Correction>(R"pb(
    name: "pairings/p/corrections/k"
    changes { assignment: "pairings/p/assignments/a" kind: KIND_NOT_CHECKED_IN }
    changes { assignment: "pairings/p/assignments/b" kind: KIND_NOT_COMPLETED date: "2021-10-29" }
    reason: "查出未签到"
    requester: "协作办 李某")pb");
  correction.MergeFrom(FromText<v1::Correction>(more));
  return correction;
}

std::vector<v1::Assignment> Assignments() {
  return {FromText<v1::Assignment>(
              "name: 'pairings/p/assignments/a' state: STATE_COMPLETED etag: '5' person_display_name: '赵示范'"),
          FromText<v1::Assignment>("name: 'pairings/p/assignments/b' state: STATE_COMPLETED etag: '6'")};
}

v1::Correction Asked() { return *NewCorrection(Draft(), Assignments(), SomeStamp()); }

Stamp By(const std::string& actor) {
  Stamp stamp = SomeStamp();
  stamp.actor = actor;
  stamp.revision = 9;
  return stamp;
}

TEST(Correction, WhatNoFieldSaysAlone) {
  EXPECT_THAT(CheckCorrection("pairings/p", Draft()), IsOk());
  const auto wrong = Draft(
      "changes { assignment: 'pairings/q/assignments/a' kind: KIND_NOT_CHECKED_IN } "
      "changes { assignment: 'pairings/p/assignments/a' kind: KIND_NOT_CHECKED_IN } "
      "changes { assignment: 'pairings/p/assignments/c' kind: KIND_COMPLETED }");
  EXPECT_THAT(FieldsIn(CheckCorrection("pairings/p", wrong)),
              ElementsAre("correction.changes[2].assignment", "correction.changes[3].assignment",
                          "correction.changes[4].date"));
}

TEST(Correction, KeepsEtagsAndNoNames) {
  const v1::Correction asked = Asked();
  EXPECT_EQ(asked.state(), v1::Correction::STATE_REQUESTED);
  EXPECT_EQ(asked.requested_by(), "office");
  EXPECT_EQ(asked.changes(0).etag(), "5");
  EXPECT_EQ(asked.changes(1).etag(), "6");
  EXPECT_EQ(asked.changes(0).person_display_name(), "");
  auto assignments = Assignments();
  assignments[1].set_state(v1::Assignment::STATE_CERTIFIED);
  EXPECT_THAT(NewCorrection(Draft(), assignments, SomeStamp()),
              FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
}

TEST(Correction, AnotherOneDecides) {
  const auto approved = Decided(Asked(), v1::Correction::STATE_APPROVED, {"组织部 王某", "同意"}, By("approver"));
  ASSERT_THAT(approved, IsOk());
  EXPECT_EQ(approved->state(), v1::Correction::STATE_APPROVED);
  EXPECT_EQ(approved->approver(), "组织部 王某");
  EXPECT_EQ(approved->decided_by(), "approver");
  EXPECT_EQ(approved->decision_reason(), "同意");
  EXPECT_EQ(approved->etag(), "9");
  EXPECT_THAT(Decided(*approved, v1::Correction::STATE_REJECTED, {"组织部 王某", ""}, By("approver")),
              FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
}

TEST(Correction, WhoAskedDoesNot) {
  const auto decide = [](const std::string& approver, const std::string& actor) {
    return Decided(Asked(), v1::Correction::STATE_APPROVED, {approver, ""}, By(actor)).status();
  };
  EXPECT_THAT(decide("协作办 李某", "approver"), FailsWith(StatusCode::kFailedPrecondition, "SELF_REVIEW"));
  EXPECT_THAT(decide("\u3000协作办 李某 ", "approver"), FailsWith(StatusCode::kFailedPrecondition, "SELF_REVIEW"));
  EXPECT_THAT(decide("组织部 王某", "office"), FailsWith(StatusCode::kFailedPrecondition, "SELF_REVIEW"));
  v1::Correction unknown = Asked();
  unknown.set_requested_by("anonymous");
  EXPECT_THAT(Decided(unknown, v1::Correction::STATE_APPROVED, {"组织部 王某", ""}, By("anonymous")), IsOk());
}

TEST(Correction, WhatHasChangedSinceIsListed) {
  EXPECT_THAT(CheckUnchanged(Asked(), Assignments()), IsOk());
  auto assignments = Assignments();
  assignments[1].set_etag("8");
  const absl::Status outdated = CheckUnchanged(Asked(), assignments);
  EXPECT_THAT(outdated, FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(RulesIn(outdated), ElementsAre(HasSubstr("pairings/p/assignments/b: found etag 8, required 6")));
}

}  // namespace
}  // namespace jiedui::scheduler
