// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/scheduler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/scheduler_server.h"

namespace jiedui::scheduler {
namespace {

TEST(Scheduler, EveryMethodOfEveryServiceHasAHandler) {
  const SystemClock clock;
  const auto store = store::NewMemoryStore(clock);
  Scheduler scheduler(*store, rpc::NewChannel("127.0.0.1:1"), clock);
  const auto services = scheduler.Services();
  EXPECT_EQ(services.size(), 14U);
  for (const rpc::Service& service : services)
    EXPECT_THAT(service.MissingMethods(), testing::IsEmpty()) << service.descriptor().full_name();
}

TEST(Scheduler, StopsWithoutHavingStarted) {
  const SystemClock clock;
  const auto store = store::NewMemoryStore(clock);
  Scheduler scheduler(*store, rpc::NewChannel("127.0.0.1:1"), clock);
  scheduler.Stop();
  scheduler.Stop();
}

class Draining : public SchedulerServer {};

TEST_F(Draining, ACallThatWaitsForTheRegistryIsAnswered) {
  CreateSmallWorld();
  registry_.HoldStatus(true);
  absl::StatusOr<v1::Assignment> answer = absl::UnknownError("not asked");
  std::thread client([&] { answer = Assign("a", "li", "courses/clinical"); });
  ASSERT_TRUE(Eventually([this] { return registry_.status_calls() > 0; }));
  const absl::Time before = absl::Now();
  server_->Drain();
  client.join();
  EXPECT_LT(absl::Now() - before, absl::Seconds(10));
  EXPECT_THAT(answer, StatusIs(absl::StatusCode::kUnavailable));
  registry_.HoldStatus(false);
}

}  // namespace
}  // namespace jiedui::scheduler
