// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/space_guard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"
#include "tests/support/faulty_env.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::store {
namespace {

const auto kDiskFull = FailsWith(absl::StatusCode::kResourceExhausted, "DISK_FULL");

TEST(SpaceGuard, RefusesBelowTheMinimumAndRecovers) {
  const TempDir directory;
  FaultyEnv disk;
  FakeClock clock;
  SpaceGuard guard(*disk.env(), directory.path(), 1'000);
  EXPECT_THAT(guard.Check(clock.Now()), IsOk());
  disk.faults().free_bytes = 999;
  clock.Advance(absl::Seconds(1));
  EXPECT_THAT(guard.Check(clock.Now()), kDiskFull);
  disk.faults().free_bytes = 1'000;
  clock.Advance(absl::Seconds(1));
  EXPECT_THAT(guard.Check(clock.Now()), IsOk());
}

TEST(SpaceGuard, AsksOnceASecondWhateverTheClockDoes) {
  const TempDir directory;
  FaultyEnv disk;
  FakeClock clock;
  SpaceGuard guard(*disk.env(), directory.path(), 1'000);
  EXPECT_THAT(guard.Check(clock.Now()), IsOk());
  disk.faults().free_bytes = 0;
  clock.Advance(absl::Milliseconds(999));
  EXPECT_THAT(guard.Check(clock.Now()), IsOk());
  clock.Advance(-absl::Hours(1));
  EXPECT_THAT(guard.Check(clock.Now()), kDiskFull);
}

}  // namespace
}  // namespace jiedui::store
