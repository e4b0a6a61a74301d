// SPDX-License-Identifier: Apache-2.0
#include "common/base/ticker.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace jiedui {
namespace {

TEST(Ticker, TicksAgainAndAgainAndNoMoreOnceItIsGone) {
  std::atomic<int> ticks = 0;
  {
    const Ticker ticker(
        [&ticks] {
          ++ticks;
          return absl::Milliseconds(1);
        },
        absl::Milliseconds(1));
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (ticks < 3 && std::chrono::steady_clock::now() < give_up) std::this_thread::yield();
  }
  const int seen = ticks;
  EXPECT_GE(seen, 3);
  EXPECT_EQ(ticks, seen);
}

TEST(Ticker, StopsAtOnce) {
  std::atomic<int> ticks = 0;
  {
    const Ticker ticker(
        [&ticks] {
          ++ticks;
          return absl::ZeroDuration();
        },
        absl::Hours(1));
  }
  EXPECT_EQ(ticks, 0);
}

TEST(Ticker, WaitsAsLongAsTheTickSays) {
  std::atomic<int> ticks = 0;
  {
    const Ticker ticker([&ticks] { return ++ticks < 3 ? absl::ZeroDuration() : absl::Hours(1); }, absl::ZeroDuration());
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (ticks < 3 && std::chrono::steady_clock::now() < give_up) std::this_thread::yield();
  }
  EXPECT_EQ(ticks, 3);
}

}  // namespace
}  // namespace jiedui
