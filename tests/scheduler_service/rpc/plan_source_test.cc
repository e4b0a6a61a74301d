// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/plan_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/eventually.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

class PlanSourceTest : public testing::Test {
 protected:
  static constexpr auto kWrap = [](const v1::PlanProgress& progress) {
    return v1::PlanProgress::Phase_Name(progress.phase());
  };

  SystemClock clock_;
  Planner planner_{clock_};
};

TEST_F(PlanSourceTest, TellsWhatTheJobTellsAndEndsWithIt) {
  const auto source = NewPlanSource(planner_, kWrap, [](PlanJob& job) {
    job.Answer("one");
    job.Answer("two");
    return absl::OkStatus();
  });
  ASSERT_THAT(source, IsOk());
  std::vector<std::string> messages;
  ASSERT_TRUE(Eventually([&] {
    const auto step = (*source)->Next();
    EXPECT_THAT(step, IsOk());
    messages.insert(messages.end(), step->messages.begin(), step->messages.end());
    EXPECT_TRUE(step->complete || step->wake_after < absl::Seconds(1));
    return step->complete;
  }));
  EXPECT_THAT(messages, ElementsAre("PHASE_QUEUED", "one", "two"));
}

TEST_F(PlanSourceTest, FailsAsTheJobDoes) {
  const auto source = NewPlanSource(planner_, kWrap, [](PlanJob&) { return absl::DataLossError("as wanted"); });
  ASSERT_THAT(source, IsOk());
  absl::Status status;
  ASSERT_TRUE(Eventually([&] {
    status = (*source)->Next().status();
    return !status.ok();
  }));
  EXPECT_EQ(status, absl::DataLossError("as wanted"));
}

TEST_F(PlanSourceTest, WhoGoesAwayEndsTheJob) {
  std::atomic<bool> has_begun = false;
  std::atomic<bool> has_ended = false;
  auto source = NewPlanSource(planner_, kWrap, [&](PlanJob& job) {
    has_begun = true;
    has_ended = Eventually([&] { return job.cancelled(); });
    return absl::OkStatus();
  });
  ASSERT_THAT(source, IsOk());
  ASSERT_TRUE(Eventually([&] { return has_begun.load(); }));
  source->reset();
  EXPECT_TRUE(Eventually([&] { return has_ended.load(); }));
}

TEST_F(PlanSourceTest, AStoppedPlannerTakesNone) {
  planner_.Stop();
  EXPECT_THAT(NewPlanSource(planner_, kWrap, [](PlanJob&) { return absl::OkStatus(); }).status(),
              FailsWith(absl::StatusCode::kUnavailable, "SHUTTING_DOWN"));
}

}  // namespace
}  // namespace jiedui::scheduler
