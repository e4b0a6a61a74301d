// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/counting_turns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

ReportQuestion On(const std::string& as_of) { return {.pairing = "pairings/-", .as_of = as_of}; }

TEST(CountingTurns, OneAfterTheOtherForOneQuestionAndOthersAtOnce) {
  CountingTurns turns;
  std::atomic<int> asked = 0;
  const auto go_on = [&] {
    ++asked;
    return absl::OkStatus();
  };
  ASSERT_THAT(turns.Await(On("2021-11-15"), go_on), IsOk());
  ASSERT_THAT(turns.Await(On("2021-12-31"), go_on), IsOk());
  EXPECT_EQ(asked, 0);
  std::atomic<bool> has_turn = false;
  std::thread second([&] {
    EXPECT_THAT(turns.Await(On("2021-11-15"), go_on), IsOk());
    has_turn = true;
  });
  while (asked == 0) std::this_thread::yield();
  EXPECT_FALSE(has_turn);
  turns.End(On("2021-11-15"));
  second.join();
  EXPECT_TRUE(has_turn);
}

TEST(CountingTurns, WhoWaitsNoLongerHasNoTurn) {
  CountingTurns turns;
  const auto give_up = [] { return absl::DeadlineExceededError("nobody waits"); };
  ASSERT_THAT(turns.Await(On("2021-11-15"), give_up), IsOk());
  EXPECT_THAT(turns.Await(On("2021-11-15"), give_up), StatusIs(absl::StatusCode::kDeadlineExceeded));
  turns.End(On("2021-11-15"));
  EXPECT_THAT(turns.Await(On("2021-11-15"), give_up), IsOk());
}

}  // namespace
}  // namespace jiedui::scheduler
