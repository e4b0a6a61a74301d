// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/directory_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/store/memory/memory_store.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

TEST(StateOfDirectory, IsThatOfTheSnapshot) {
  const FakeClock clock;
  const auto store = store::NewMemoryStore(clock);
  const Tables tables;
  DirectoryProgress progress;
  const ServiceParts parts{.tables = tables, .clock = clock, .progress = progress, .recovery = nullptr};
  const auto state_now = [&] {
    const auto snapshot = store->NewSnapshot(store::ReadTier::kDisk);
    return StateOfDirectory(parts, {.snapshot = *snapshot, .store = store->Info(), .call = {}, .now = clock.Now()});
  };
  EXPECT_EQ(state_now()->incarnation(), "");
  ASSERT_THAT(Commit(*store, [&](auto& txn) { return PutSmallWorld(tables, txn); }), IsOk());
  EXPECT_EQ(state_now()->incarnation(), "registry-1");
  EXPECT_EQ(state_now()->revision(), 42u);
  EXPECT_FALSE(state_now()->synced());
}

}  // namespace
}  // namespace jiedui::scheduler
