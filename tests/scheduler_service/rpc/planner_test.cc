// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/planner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>

#include "tests/scheduler_service/eventually.h"
#include "tests/support/status_details.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::_;
using ::testing::ElementsAre;

// Goes on until it is cancelled.
absl::Status Endless(PlanJob& job) {
  Eventually([&] { return job.cancelled(); });
  return absl::CancelledError("as wanted");
}

absl::Status Quick(PlanJob& job) {
  job.Answer("the plan");
  return absl::OkStatus();
}

std::shared_ptr<PlanJob> NewJob() { return std::make_shared<PlanJob>(ProgressIn<v1::CreatePlanResponse>); }

absl::Status Await(PlanJob& job) {
  std::optional<absl::Status> end;
  Eventually([&] {
    end = job.TakeEnd();
    return end.has_value();
  });
  return end.value_or(absl::DeadlineExceededError("it does not end"));
}

// How far the planner's thread stands back.
int NicenessOf(Planner& planner) {
  const auto job = NewJob();
  const auto niceness = std::make_shared<std::atomic<int>>(-1);
  const absl::Status taken = planner.Submit(job, [niceness](PlanJob&) {
    *niceness = getpriority(PRIO_PROCESS, 0);
    return absl::OkStatus();
  });
  EXPECT_THAT(taken, IsOk());
  EXPECT_THAT(Await(*job), IsOk());
  return *niceness;
}

class PlannerTest : public testing::Test {
 protected:
  SystemClock clock_;
  Planner planner_{clock_};
};

TEST_F(PlannerTest, EndsTheJobAsItsMakerSays) {
  const auto job = NewJob();
  ASSERT_THAT(planner_.Submit(job, Quick), IsOk());
  EXPECT_THAT(Await(*job), IsOk());
  EXPECT_THAT(job->TakeMessages(), ElementsAre("the plan"));
  const auto broken = NewJob();
  ASSERT_THAT(planner_.Submit(broken, [](PlanJob&) { return absl::DataLossError("as wanted"); }), IsOk());
  EXPECT_THAT(Await(*broken), StatusIs(StatusCode::kDataLoss, _));
}

TEST_F(PlannerTest, StandsBackBehindOthersUnlessToldNotTo) {
  Planner equal(clock_, 0);
  EXPECT_GE(NicenessOf(planner_), kPlannerNiceness);
  EXPECT_LE(NicenessOf(equal), getpriority(PRIO_PROCESS, 0));
}

TEST_F(PlannerTest, AFullQueueRefusesWithAHint) {
  std::vector<std::shared_ptr<PlanJob>> jobs;
  absl::Status status;
  for (size_t k = 0; k < kPlansQueuedMax + 5 && status.ok(); ++k)
    status = planner_.Submit(jobs.emplace_back(NewJob()), Endless);
  EXPECT_THAT(status, FailsWith(StatusCode::kResourceExhausted, "OVERLOADED"));
  EXPECT_EQ(DetailOf<google::rpc::RetryInfo>(status).retry_delay().seconds(), 5);
  for (const auto& job : jobs) job->Cancel();
}

// Whoever calls again and again, and goes away each time, keeps nobody else out.
TEST_F(PlannerTest, ACancelledJobThatWaitsIsNotBegunAndTakesNoPlace) {
  const auto first = NewJob();
  ASSERT_THAT(planner_.Submit(first, Endless), IsOk());
  std::atomic<int> begun = 0;
  const auto count = [&](PlanJob&) {
    ++begun;
    return absl::OkStatus();
  };
  for (size_t k = 0; k < 5 * kPlansQueuedMax; ++k) {
    const auto gone = NewJob();
    ASSERT_THAT(planner_.Submit(gone, count), IsOk());
    gone->Cancel();
  }
  const auto last = NewJob();
  ASSERT_THAT(planner_.Submit(last, count), IsOk());
  first->Cancel();
  EXPECT_THAT(Await(*last), IsOk());
  EXPECT_EQ(begun, 1);
}

TEST_F(PlannerTest, StoppingEndsWhatIsUnderWay) {
  const auto job = NewJob();
  ASSERT_THAT(planner_.Submit(job, Endless), IsOk());
  planner_.Stop();
  EXPECT_THAT(Await(*job), StatusIs(StatusCode::kCancelled, _));
  EXPECT_THAT(planner_.Submit(job, Quick), FailsWith(StatusCode::kUnavailable, "SHUTTING_DOWN"));
}

}  // namespace
}  // namespace jiedui::scheduler
