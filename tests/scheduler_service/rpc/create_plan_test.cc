// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/create_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scheduler_service/directory/progress.h"
#include "tests/scheduler_service/eventually.h"
#include "tests/scheduler_service/store/plan_world.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::_;
using ::testing::SizeIs;

class CreatePlanTest : public PlanWorld {
 protected:
  absl::StatusOr<std::unique_ptr<rpc::StreamSource>> Open(const std::string& id) {
    v1::CreatePlanRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_plan_id(id);
    return CreatePlan(parts_, *store_, planner_, request, {.method = "/test", .actor = "tester", .deadline = {}});
  }

  DirectoryProgress progress_;
  ServiceParts parts_{.tables = tables_, .clock = clock_, .progress = progress_, .recovery = {}};
  Planner planner_{clock_};
};

TEST_F(CreatePlanTest, EndsWithThePlan) {
  auto source = Open("x");
  ASSERT_THAT(source, IsOk());
  std::vector<std::string> messages;
  bool complete = false;
  ASSERT_TRUE(Eventually([&] {
    auto step = (*source)->Next();
    EXPECT_THAT(step, IsOk());
    messages.insert(messages.end(), step->messages.begin(), step->messages.end());
    complete = step->complete;
    EXPECT_TRUE(complete || step->wake_after < absl::Seconds(1));
    return complete;
  }));
  ASSERT_GE(messages.size(), 2U);
  v1::CreatePlanResponse first;
  v1::CreatePlanResponse last;
  ASSERT_TRUE(first.ParseFromString(messages.front()));
  ASSERT_TRUE(last.ParseFromString(messages.back()));
  EXPECT_TRUE(first.has_progress());
  EXPECT_EQ(last.plan().placements_size(), 2);
  EXPECT_THAT(LoadPlan(tables_, *Now(), kPlan), IsOk());
}

TEST_F(CreatePlanTest, OfOneThatNobodyWaitsForNothingIsKept) {
  // While the planner has something else to do.
  const auto busy = std::make_shared<PlanJob>(ProgressIn<v1::CreatePlanResponse>);
  ASSERT_THAT(planner_.Submit(busy,
                              [](PlanJob& job) {
                                Eventually([&] { return job.cancelled(); });
                                return absl::OkStatus();
                              }),
              IsOk());
  auto source = Open("x");
  ASSERT_THAT(source, IsOk());
  source->reset();
  busy->Cancel();
  auto next = Open("y");
  ASSERT_THAT(next, IsOk());
  ASSERT_TRUE(Eventually([&] { return (*next)->Next()->complete; }));
  EXPECT_THAT(LoadPlan(tables_, *Now(), kPlan), StatusIs(StatusCode::kNotFound, _));
  EXPECT_THAT(LoadPlan(tables_, *Now(), "pairings/yh-cx/plans/y"), IsOk());
}

TEST_F(CreatePlanTest, TellsWhyThereIsNone) {
  PutBestPlan();
  auto source = Open("x");
  ASSERT_THAT(source, IsOk());
  absl::Status status;
  ASSERT_TRUE(Eventually([&] {
    status = (*source)->Next().status();
    return !status.ok();
  }));
  EXPECT_THAT(status, FailsWith(StatusCode::kAlreadyExists, "ID_TAKEN"));
}

}  // namespace
}  // namespace jiedui::scheduler
