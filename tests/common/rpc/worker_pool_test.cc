// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/worker_pool.h"

#include <atomic>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"

namespace jiedui::rpc {
namespace {

// A pool whose only thread waits until it is let go.
struct BlockedPool {
  SystemClock clock;
  absl::Notification running;
  absl::Notification go;
  WorkerPool pool{1, 2, clock};

  BlockedPool() {
    pool.Submit({.run = [this](bool) {
      running.Notify();
      go.WaitForNotification();
    }});
    running.WaitForNotification();
  }
};

TEST(WorkerPool, RunsEverythingBeforeItEnds) {
  SystemClock clock;
  std::atomic<int> runs = 0;
  {
    WorkerPool pool(3, 1000, clock);
    for (int i = 0; i < 1000; ++i) pool.Submit({.run = [&](bool expired) { runs += expired ? 0 : 1; }});
  }
  EXPECT_EQ(runs, 1000);
}

TEST(WorkerPool, TurnsDownWhatExceedsItsQueue) {
  BlockedPool blocked;
  std::atomic<int> runs = 0;
  const auto count = [&](bool) { ++runs; };
  EXPECT_TRUE(blocked.pool.TrySubmit({.run = count}));
  EXPECT_TRUE(blocked.pool.TrySubmit({.run = count}));
  EXPECT_FALSE(blocked.pool.TrySubmit({.run = count}));
  blocked.pool.Submit({.run = count});
  blocked.go.Notify();
  absl::Notification all;
  blocked.pool.Submit({.run = [&](bool) { all.Notify(); }});
  all.WaitForNotification();
  EXPECT_EQ(runs, 3);
}

TEST(WorkerPool, TellsATaskThatItsDeadlinePassed) {
  BlockedPool blocked;
  absl::Notification done;
  bool was_expired = false;
  ASSERT_TRUE(blocked.pool.TrySubmit({.deadline = blocked.clock.Now(), .run = [&](bool expired) {
                                        was_expired = expired;
                                        done.Notify();
                                      }}));
  blocked.go.Notify();
  done.WaitForNotification();
  EXPECT_TRUE(was_expired);
}

}  // namespace
}  // namespace jiedui::rpc
