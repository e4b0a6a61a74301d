// SPDX-License-Identifier: Apache-2.0
#include "common/store/commit_listeners.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

namespace jiedui::store {
namespace {

using testing::ElementsAre;

TEST(CommitListeners, AreToldRisingRevisions) {
  CommitListeners listeners;
  std::vector<uint64_t> told;
  const auto handle = listeners.Add([&](uint64_t revision) { told.push_back(revision); });
  EXPECT_NE(handle, nullptr);
  for (const uint64_t revision : {1u, 3u, 2u, 3u, 4u}) listeners.Notify(revision);
  EXPECT_THAT(told, ElementsAre(1, 3, 4));
}

TEST(CommitListeners, AreNotToldAfterTheHandleIsGone) {
  CommitListeners listeners;
  int first = 0;
  int second = 0;
  auto handle = listeners.Add([&](uint64_t) { ++first; });
  const auto other = listeners.Add([&](uint64_t) { ++second; });
  listeners.Notify(1);
  handle.reset();
  listeners.Notify(2);
  EXPECT_EQ(first, 1);
  EXPECT_EQ(second, 2);
}

TEST(CommitListeners, HandleMayOutliveThem) {
  std::shared_ptr<void> handle;
  {
    CommitListeners listeners;
    handle = listeners.Add([](uint64_t) {});
  }
  handle.reset();
}

TEST(CommitListeners, DestroyingTheHandleWaitsForTheListener) {
  CommitListeners listeners;
  std::atomic<bool> stop = false;
  std::thread notifier([&] {
    for (uint64_t revision = 1; !stop; ++revision) listeners.Notify(revision);
  });
  for (int i = 0; i < 200; ++i) {
    auto alive = std::make_unique<std::atomic<int>>(0);
    auto handle = listeners.Add([counter = alive.get()](uint64_t) { ++*counter; });
    handle.reset();
    alive.reset();  // a listener still running would now write to freed memory
  }
  stop = true;
  notifier.join();
}

}  // namespace
}  // namespace jiedui::store
