// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/planner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/eventually.h"
#include "tests/support/status_details.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::_;
using ::testing::SizeIs;

// Goes on until it is cancelled.
absl::StatusOr<v1::Plan> Endless(PlanJob& job) {
  Eventually([&] { return job.cancelled(); });
  return absl::CancelledError("as wanted");
}

absl::StatusOr<v1::Plan> Quick(PlanJob& job) {
  job.Tell({});
  v1::Plan plan;
  plan.set_name("pairings/p/plans/x");
  return plan;
}

absl::StatusOr<v1::Plan> Await(PlanJob& job) {
  std::optional<absl::StatusOr<v1::Plan>> end;
  Eventually([&] {
    end = job.TakeEnd();
    return end.has_value();
  });
  return end.value_or(absl::DeadlineExceededError("it does not end"));
}

class PlannerTest : public testing::Test {
 protected:
  SystemClock clock_;
  Planner planner_{clock_};
};

TEST_F(PlannerTest, TellsProgressAndTheEndOnce) {
  const auto job = std::make_shared<PlanJob>();
  ASSERT_THAT(planner_.Submit(job, Quick), IsOk());
  EXPECT_EQ(Await(*job)->name(), "pairings/p/plans/x");
  EXPECT_THAT(job->TakeProgress(), SizeIs(1));
  EXPECT_THAT(job->TakeProgress(), SizeIs(0));
  EXPECT_FALSE(job->TakeEnd().has_value());
}

TEST_F(PlannerTest, AFullQueueRefusesWithAHint) {
  std::vector<std::shared_ptr<PlanJob>> jobs;
  absl::Status status;
  for (size_t k = 0; k < kPlansQueuedMax + 5 && status.ok(); ++k)
    status = planner_.Submit(jobs.emplace_back(std::make_shared<PlanJob>()), Endless);
  EXPECT_THAT(status, FailsWith(StatusCode::kResourceExhausted, "OVERLOADED"));
  EXPECT_EQ(DetailOf<google::rpc::RetryInfo>(status).retry_delay().seconds(), 5);
  for (const auto& job : jobs) job->Cancel();
}

// Whoever calls again and again, and goes away each time, keeps nobody else out.
TEST_F(PlannerTest, ACancelledJobThatWaitsIsNotBegunAndTakesNoPlace) {
  const auto first = std::make_shared<PlanJob>();
  ASSERT_THAT(planner_.Submit(first, Endless), IsOk());
  std::atomic<int> begun = 0;
  const auto count = [&](PlanJob&) -> absl::StatusOr<v1::Plan> {
    ++begun;
    return v1::Plan();
  };
  for (size_t k = 0; k < 5 * kPlansQueuedMax; ++k) {
    const auto gone = std::make_shared<PlanJob>();
    ASSERT_THAT(planner_.Submit(gone, count), IsOk());
    gone->Cancel();
  }
  const auto last = std::make_shared<PlanJob>();
  ASSERT_THAT(planner_.Submit(last, count), IsOk());
  first->Cancel();
  EXPECT_THAT(Await(*last), IsOk());
  EXPECT_EQ(begun, 1);
}

TEST_F(PlannerTest, StoppingEndsWhatIsUnderWay) {
  const auto job = std::make_shared<PlanJob>();
  ASSERT_THAT(planner_.Submit(job, Endless), IsOk());
  planner_.Stop();
  EXPECT_THAT(Await(*job), StatusIs(StatusCode::kCancelled, _));
  EXPECT_THAT(planner_.Submit(job, Quick), FailsWith(StatusCode::kUnavailable, "SHUTTING_DOWN"));
}

}  // namespace
}  // namespace jiedui::scheduler
