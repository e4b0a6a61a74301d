// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/command_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "common/store/limits.h"
#include "tests/support/status_matchers.h"

namespace jiedui::store {
namespace {

const auto kOverloaded = FailsWith(absl::StatusCode::kResourceExhausted, "OVERLOADED");

absl::Status PutNamed(CommandQueue& queue, std::string name, size_t bytes = 0) {
  Command command{.method = std::move(name), .bytes = bytes};
  return queue.Put(command);
}

TEST(CommandQueue, GivesCommandsInOrderAndBoundedGroups) {
  CommandQueue queue;
  for (size_t i = 0; i < kCommandsPerGroupMax + 5; ++i) ASSERT_THAT(PutNamed(queue, absl::StrCat(i)), IsOk());
  CommandQueue::Work work;
  ASSERT_TRUE(queue.Take(work));
  ASSERT_EQ(work.commands.size(), kCommandsPerGroupMax);
  EXPECT_EQ(work.commands[0].method, "0");
  EXPECT_EQ(work.commands.back().method, absl::StrCat(kCommandsPerGroupMax - 1));
  ASSERT_TRUE(queue.Take(work));
  EXPECT_EQ(work.commands.size(), 5u);
}

TEST(CommandQueue, FullByCountRefusesAndLeavesTheCommand) {
  CommandQueue queue;
  for (size_t i = 0; i < kQueuedCommandsMax; ++i) ASSERT_THAT(PutNamed(queue, "x"), IsOk());
  Command command{.method = "one more"};
  EXPECT_THAT(queue.Put(command), kOverloaded);
  EXPECT_EQ(command.method, "one more");
  CommandQueue::Work work;
  ASSERT_TRUE(queue.Take(work));
  EXPECT_THAT(queue.Put(command), IsOk());
}

TEST(CommandQueue, FullByBytesRefuses) {
  CommandQueue queue;
  EXPECT_THAT(PutNamed(queue, "x", kQueuedBytesMax + 1), kOverloaded);
  EXPECT_THAT(PutNamed(queue, "x", kQueuedBytesMax), IsOk());
  EXPECT_THAT(PutNamed(queue, "y", 1), kOverloaded);
  CommandQueue::Work work;
  ASSERT_TRUE(queue.Take(work));
  EXPECT_THAT(PutNamed(queue, "y", kQueuedBytesMax), IsOk());
}

TEST(CommandQueue, ClosedGivesWhatWaitsAndThenEnds) {
  CommandQueue queue;
  ASSERT_THAT(PutNamed(queue, "x"), IsOk());
  int runs = 0;
  ASSERT_THAT(queue.PutJob([&] { ++runs; }), IsOk());
  queue.Close(absl::UnavailableError("first reason"));
  queue.Close(absl::UnavailableError("second reason"));
  EXPECT_THAT(PutNamed(queue, "y"), StatusIs(absl::StatusCode::kUnavailable, "first reason"));
  EXPECT_THAT(queue.PutJob([] {}), StatusIs(absl::StatusCode::kUnavailable, "first reason"));
  CommandQueue::Work work;
  ASSERT_TRUE(queue.Take(work));
  EXPECT_EQ(work.commands.size(), 1u);
  ASSERT_EQ(work.jobs.size(), 1u);
  EXPECT_FALSE(queue.Take(work));
}

TEST(CommandQueue, WakeMakesTakeReturnWithNothing) {
  CommandQueue queue;
  CommandQueue::Work work;
  queue.Wake();
  ASSERT_TRUE(queue.Take(work));
  EXPECT_TRUE(work.commands.empty());
  std::thread waker([&] { queue.Wake(); });
  EXPECT_TRUE(queue.Take(work));
  waker.join();
}

TEST(CommandQueue, TakerThatWaitsIsWokenByACommandAndByClosing) {
  CommandQueue queue;
  CommandQueue::Work work;
  std::thread sender([&] { EXPECT_THAT(PutNamed(queue, "x"), IsOk()); });
  EXPECT_TRUE(queue.Take(work));
  EXPECT_EQ(work.commands.size(), 1u);
  sender.join();
  std::thread closer([&] { queue.Close(absl::UnavailableError("closed")); });
  EXPECT_FALSE(queue.Take(work));
  closer.join();
}

}  // namespace
}  // namespace jiedui::store
