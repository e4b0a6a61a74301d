// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/backoff.h"

#include <gtest/gtest.h>

namespace jiedui::scheduler {
namespace {

TEST(Backoff, GrowsToItsLimitAndStartsAgain) {
  Backoff backoff(absl::Milliseconds(100), absl::Milliseconds(500));
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(100));
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(200));
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(400));
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(500));
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(500));
  backoff.Reset();
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(100));
}

}  // namespace
}  // namespace jiedui::scheduler
