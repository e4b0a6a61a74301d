// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/polled_queue.h"

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "grpcpp/alarm.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"

namespace jiedui::rpc {
namespace {

// A queue of a server that is never called, and its polling thread.
class PolledQueueTest : public testing::Test {
 protected:
  PolledQueueTest() {
    grpc::ServerBuilder builder;
    queue_ = std::make_unique<PolledQueue>(builder.AddCompletionQueue());
    server_ = builder.BuildAndStart();
    poller_ = std::thread([this] { queue_->Poll(); });
  }
  ~PolledQueueTest() override { Stop(); }

  void Stop() {
    if (!poller_.joinable()) return;
    server_->Shutdown();
    queue_->Shutdown();
    poller_.join();
  }

  std::unique_ptr<PolledQueue> queue_;
  std::unique_ptr<grpc::Server> server_;
  std::thread poller_;
};

// Counts how often it was completed, and remembers where.
struct Counted final : Event {
  void Complete(bool ok) override {
    EXPECT_TRUE(ok);
    thread = std::this_thread::get_id();
    ++count;
  }
  std::thread::id thread;
  std::atomic<int> count = 0;
};

void WaitFor(const std::atomic<int>& count, int wanted) {
  while (count < wanted) std::this_thread::yield();
}

TEST_F(PolledQueueTest, CompletesOnThePollingThread) {
  Counted event;
  queue_->Run(event);
  WaitFor(event.count, 1);
  const std::thread::id polling = poller_.get_id();
  Stop();
  EXPECT_EQ(event.thread, polling);
  EXPECT_EQ(event.count, 1);
}

TEST_F(PolledQueueTest, CompletesAtOnceOnThePollingThreadItself) {
  struct Nested final : Event {
    explicit Nested(PolledQueue& polled) : queue(polled) {}
    void Complete(bool) override {
      queue.Run(inner);
      at_once = inner.count == 1;
      ++count;
    }
    PolledQueue& queue;
    Counted inner;
    bool at_once = false;
    std::atomic<int> count = 0;
  } outer(*queue_);
  queue_->Run(outer);
  WaitFor(outer.count, 1);
  EXPECT_TRUE(outer.at_once);
}

TEST_F(PolledQueueTest, ManyThreadsLoseNothingAndDoNothingTwice) {
  constexpr size_t kThreads = 4;
  constexpr size_t kRounds = 5'000;
  std::vector<Counted> events(kThreads * kRounds);
  std::vector<std::thread> threads;
  for (size_t thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (size_t i = 0; i < kRounds; ++i) {
        queue_->Run(events[thread * kRounds + i]);
        if (i % 100 == 0) WaitFor(events[thread * kRounds + i].count, 1);  // also one at a time
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Counted& event : events) WaitFor(event.count, 1);
  Stop();
  for (const Counted& event : events) ASSERT_EQ(event.count, 1);
}

TEST_F(PolledQueueTest, TagsOfOperationsAreCompletedToo) {
  Counted event;
  grpc::Alarm alarm;
  Event* const tag = &event;
  alarm.Set(queue_->get(), gpr_now(GPR_CLOCK_MONOTONIC), tag);
  WaitFor(event.count, 1);
  Stop();
  EXPECT_EQ(event.count, 1);
}

}  // namespace
}  // namespace jiedui::rpc
