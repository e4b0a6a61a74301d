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
using ::testing::StartsWith;

TEST(ParseCreate, TakesTheNameFromTheParent) {
  const auto draft = ParseCreate(FromText<v1::CreateAssignmentRequest>(R"pb(
                                   parent: "pairings/p"
                                   assignment_id: "a"
                                   assignment { person: "persons/zhao" item: "pairings/p/courses/c" })pb"),
                                 FakeClock());
  ASSERT_THAT(draft, IsOk());
  EXPECT_EQ(draft->name, "pairings/p/assignments/a");
  EXPECT_EQ(draft->item, "pairings/p/courses/c");
}

TEST(ParseCreate, ChoosesANameWhereThereIsNone) {
  const auto draft = ParseCreate(FromText<v1::CreateAssignmentRequest>(R"pb(
                                   parent: "pairings/p"
                                   assignment { person: "persons/zhao" item: "pairings/p/postings/c" })pb"),
                                 FakeClock());
  ASSERT_THAT(draft, IsOk());
  EXPECT_THAT(draft->name, StartsWith("pairings/p/assignments/a"));
}

TEST(ParseCreate, TheItemIsOfTheParent) {
  const auto draft = ParseCreate(FromText<v1::CreateAssignmentRequest>(R"pb(
                                   parent: "pairings/p"
                                   assignment { person: "persons/zhao" item: "pairings/p2/courses/c" })pb"),
                                 FakeClock());
  EXPECT_THAT(FieldsIn(draft.status()), ElementsAre("assignment.item"));
}

TEST(ParseStep, CarriesWhatTheRequestSays) {
  const auto command = ParseStep(
      FromText<v1::CompleteAssignmentRequest>("name: 'n' etag: 'e' date: '2021-10-29' unsuccessful: true reason: 'r'"));
  ASSERT_THAT(command, IsOk());
  EXPECT_EQ(command->step.name, "n");
  EXPECT_EQ(command->step.etag, "e");
  EXPECT_EQ(command->step.date, "2021-10-29");
  EXPECT_EQ(command->step.reason, "r");
  EXPECT_TRUE(command->step.unsuccessful);
  EXPECT_EQ(command->decide, &Complete);
}

TEST(ParseStep, EachRequestHasItsVerb) {
  EXPECT_EQ(ParseStep(v1::CheckInAssignmentRequest())->decide, &CheckIn);
  EXPECT_EQ(ParseStep(v1::EndAssignmentEarlyRequest())->decide, &EndEarly);
  EXPECT_EQ(ParseStep(v1::CancelAssignmentRequest())->decide, &Cancel);
}

TEST(ParseStep, WithoutSuccessABlankReasonIsNone) {
  const auto command = ParseStep(FromText<v1::CompleteAssignmentRequest>("unsuccessful: true reason: ' '"));
  EXPECT_THAT(FieldsIn(command.status()), ElementsAre("reason"));
}

}  // namespace
}  // namespace jiedui::scheduler
