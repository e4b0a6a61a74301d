// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/stamp.h"

#include <gtest/gtest.h>

#include "jiedui/scheduler/v1/pairing.pb.h"

namespace jiedui::scheduler {
namespace {

TEST(ToTimestamp, KeepsNanosecondsAlsoBefore1970) {
  const auto after = ToTimestamp(absl::FromUnixSeconds(1636948800) + absl::Nanoseconds(5));
  EXPECT_EQ(after.seconds(), 1636948800);
  EXPECT_EQ(after.nanos(), 5);
  const auto before = ToTimestamp(absl::FromUnixNanos(-1));
  EXPECT_EQ(before.seconds(), -1);
  EXPECT_EQ(before.nanos(), 999'999'999);
}

TEST(Marks, CreationSetsBothTimesAnUpdateOnlyOne) {
  v1::Pairing pairing;
  MarkCreated(pairing, {.now = absl::FromUnixSeconds(100), .revision = 10, .actor = "a"});
  MarkUpdated(pairing, {.now = absl::FromUnixSeconds(200), .revision = 17, .actor = "a"});
  EXPECT_EQ(pairing.create_time().seconds(), 100);
  EXPECT_EQ(pairing.update_time().seconds(), 200);
  EXPECT_EQ(pairing.etag(), "11");
}

}  // namespace
}  // namespace jiedui::scheduler
