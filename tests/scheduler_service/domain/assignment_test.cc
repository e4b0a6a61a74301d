// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/assignment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/life.h"

namespace jiedui::scheduler {
namespace {

constexpr absl::StatusCode kFailedPrecondition = absl::StatusCode::kFailedPrecondition;

TEST(CheckStep, AnOldEtagAborts) {
  Step step = On("CheckInAssignment", "2021-10-18");
  step.etag = "6";
  EXPECT_THAT(CheckIn(Seated(), step, SomeStamp()), FailsWith(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
  step.etag = "7";
  EXPECT_THAT(CheckIn(Seated(), step, SomeStamp()), IsOk());
}

// A story has an end: sent back and forth, it must not grow without bound.
TEST(Moved, AStoryThatIsFullIsRefused) {
  StepFacts facts = Seated();
  while (facts.assignment.events_size() < 100) facts.assignment.add_events();
  EXPECT_THAT(CheckIn(facts, On("CheckInAssignment", "2021-10-18"), SomeStamp()),
              FailsWith(absl::StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
}

TEST(CheckStep, NothingMovesOnceArchived) {
  StepFacts facts = Seated();
  facts.item.phase = Phase::kArchived;
  facts.item.state = "ARCHIVED";
  EXPECT_THAT(Withdraw(facts, On("WithdrawAssignment", "2021-10-20", "x"), SomeStamp()),
              FailsWith(kFailedPrecondition, "RULES_FAILED"));
}

}  // namespace
}  // namespace jiedui::scheduler
