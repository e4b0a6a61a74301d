// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/assignment_commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/samples.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The parts that parsing needs.
struct Parts {
  const Tables tables;
  const FakeClock clock;
  DirectoryProgress progress;
  const ServiceParts parts{.tables = tables, .clock = clock, .progress = progress, .recovery = {}};
};

TEST(ParseCommand, TheItemIsOfTheParent) {
  const Parts own;
  const auto request = FromText<v1::CreateAssignmentRequest>(R"pb(
    parent: "pairings/p"
    assignment { person: "persons/zhao" item: "pairings/p2/courses/c" })pb");
  EXPECT_THAT(FieldsIn(ParseCommand(own.parts, request).status()), ElementsAre("assignment.item"));
  v1::NominateAssignmentRequest nominate;
  nominate.set_parent(request.parent());
  *nominate.mutable_assignment() = request.assignment();
  EXPECT_THAT(FieldsIn(ParseCommand(own.parts, nominate).status()), ElementsAre("assignment.item"));
}

TEST(ParseCommand, ANominationOfTheFutureIsAMistake) {
  const Parts own;
  auto request = FromText<v1::NominateAssignmentRequest>(R"pb(
    parent: "pairings/p"
    assignment { person: "persons/zhao" item: "pairings/p/courses/c" })pb");
  request.mutable_receive_time()->set_seconds(absl::ToUnixSeconds(own.clock.Now()) + 60);
  EXPECT_THAT(FieldsIn(ParseCommand(own.parts, request).status()), ElementsAre("receive_time"));
}

TEST(ParseCommand, WithoutSuccessABlankReasonIsNone) {
  const Parts own;
  const auto command =
      ParseCommand(own.parts, FromText<v1::CompleteAssignmentRequest>("unsuccessful: true reason: ' '"));
  EXPECT_THAT(FieldsIn(command.status()), ElementsAre("reason"));
}

TEST(ParseCommand, AReviewThatSaysNoSaysWhy) {
  const Parts own;
  const auto fields = [&](const char* text) {
    return FieldsIn(ParseCommand(own.parts, FromText<v1::ReviewAssignmentRequest>(text)).status());
  };
  EXPECT_THAT(fields("decision: DECISION_RETURN"), ElementsAre("reason"));
  EXPECT_THAT(fields("decision: DECISION_REJECT reason: '超龄'"), ElementsAre("review_reason"));
  EXPECT_THAT(fields("decision: DECISION_REJECT reason: '超龄' review_reason: REVIEW_REASON_AGE"), IsEmpty());
  EXPECT_THAT(fields("decision: DECISION_APPROVE"), IsEmpty());
}

}  // namespace
}  // namespace jiedui::scheduler
