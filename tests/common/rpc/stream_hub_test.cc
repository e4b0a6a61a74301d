// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/stream_hub.h"

#include <functional>
#include <thread>

#include "gtest/gtest.h"

namespace jiedui::rpc {
namespace {

// Counts what it is told, and waits for it.
class Listener final : public StreamHub::Member {
 public:
  void Wake() override { Count(wakes_); }
  void CheckStall(StreamHub::Instant) override { Count(checks_); }
  void End() override { Count(ends_); }

  void AwaitWakes(int count) { Await(wakes_, count); }
  void AwaitChecks(int count) { Await(checks_, count); }
  int ends() {
    MutexLock lock(mutex_);
    return ends_;
  }
  int wakes() {
    MutexLock lock(mutex_);
    return wakes_;
  }

 private:
  void Count(int& counter) {
    MutexLock lock(mutex_);
    ++counter;
    changed_.NotifyAll();
  }
  void Await(const int& counter, int count) {
    MutexLock lock(mutex_);
    while (counter < count) changed_.Wait(mutex_);
  }

  Mutex mutex_;
  CondVar changed_;
  int wakes_ = 0;
  int checks_ = 0;
  int ends_ = 0;
};

// A hub with one member that is removed in time.
struct Fixture {
  StreamHub hub;
  Listener listener;
  explicit Fixture(absl::Duration stall_check = absl::Hours(1)) : hub(stall_check) { hub.Add(listener); }
  ~Fixture() { hub.Remove(listener); }
};

TEST(StreamHub, WakesMembersAfterEachSignal) {
  Fixture fixture;
  for (int i = 1; i <= 100; ++i) {
    fixture.hub.WakeAll();
    fixture.listener.AwaitWakes(i);
  }
}

TEST(StreamHub, WakesAMemberAtItsTime) {
  Fixture fixture;
  for (int i = 1; i <= 5; ++i) {
    fixture.hub.WakeAfter(fixture.listener, absl::Milliseconds(1));
    fixture.listener.AwaitWakes(i);
  }
}

TEST(StreamHub, SoonerTimeReplacesLaterOne) {
  Fixture fixture;
  fixture.hub.WakeAfter(fixture.listener, absl::Hours(1));
  fixture.hub.WakeAfter(fixture.listener, absl::Milliseconds(1));
  fixture.listener.AwaitWakes(1);
}

TEST(StreamHub, ChecksForStallsAgainAndAgain) {
  Fixture fixture(absl::Milliseconds(1));
  fixture.listener.AwaitChecks(3);
}

TEST(StreamHub, RemovedMemberIsLeftAlone) {
  Fixture fixture;
  Listener removed;
  fixture.hub.Add(removed);
  fixture.hub.Remove(removed);
  fixture.hub.WakeAll();
  fixture.listener.AwaitWakes(1);
  EXPECT_EQ(removed.wakes(), 0);
}

TEST(StreamHub, EndAllEndsMembersAndRefusesNewOnes) {
  Fixture fixture;
  EXPECT_EQ(fixture.hub.EndAll(), 1u);
  EXPECT_EQ(fixture.listener.ends(), 1);
  Listener late;
  EXPECT_FALSE(fixture.hub.Add(late));
}

TEST(StreamHub, WaitsUntilTheLastMemberIsGone) {
  Fixture fixture;
  EXPECT_FALSE(fixture.hub.WaitUntilEmpty(absl::Milliseconds(1)));
  std::thread leaves([&] { fixture.hub.Remove(fixture.listener); });
  EXPECT_TRUE(fixture.hub.WaitUntilEmpty(absl::Seconds(30)));
  leaves.join();
  EXPECT_TRUE(fixture.hub.WaitUntilEmpty(absl::ZeroDuration()));
}

}  // namespace
}  // namespace jiedui::rpc
