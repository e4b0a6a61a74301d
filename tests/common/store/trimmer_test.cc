// SPDX-License-Identifier: Apache-2.0
#include "common/store/trimmer.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "common/store/limits.h"
#include "common/store/memory/memory_store.h"
#include "common/store/transaction.h"
#include "common/store/trim.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::store {
namespace {

absl::StatusOr<Committed> Commit(Store& store, const std::string& row) {
  return MutateAndWait(
      store, {.method = "test", .actor = "test", .decide = [row](Transaction& txn) -> absl::StatusOr<std::string> {
                const absl::Status put = txn.PutRow({.key = row, .after = "value"});
                if (!put.ok()) return put;
                return "";
              }});
}

TEST(Trimmer, DropsWhatIsOlderThanTheRetention) {
  FakeClock clock;
  const std::unique_ptr<Store> store = NewMemoryStore(clock);
  ASSERT_THAT(Commit(*store, "old"), IsOk());
  ASSERT_THAT(Commit(*store, "head"), IsOk());  // the newest entry always stays
  clock.Advance(kChangeRetention + absl::Hours(1));
  const Trimmer trimmer(
      *store, clock, [](const absl::Status& status) { ADD_FAILURE() << status; }, absl::Milliseconds(1));
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (store->Info().oldest_revision == 1U && std::chrono::steady_clock::now() < give_up) std::this_thread::yield();
  EXPECT_EQ(store->Info().oldest_revision, 2U);
}

// More than one step holds, and no minute passes.
TEST(Trimmer, GoesOnWhereThereIsMore) {
  FakeClock clock;
  const std::unique_ptr<Store> store = NewMemoryStore(clock);
  const uint64_t commits = 2 * kTrimmedPerStepMax + 2;
  for (uint64_t i = 0; i < commits; ++i) ASSERT_THAT(Commit(*store, "row" + std::to_string(i)), IsOk());
  clock.Advance(kChangeRetention + absl::Hours(1));
  const Trimmer trimmer(
      *store, clock, [](const absl::Status& status) { ADD_FAILURE() << status; }, absl::Milliseconds(1));
  EXPECT_EQ(*store->Trim(clock.Now()), true);
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (store->Info().oldest_revision < commits && std::chrono::steady_clock::now() < give_up)
    std::this_thread::yield();
  EXPECT_EQ(store->Info().oldest_revision, commits);
  EXPECT_EQ(*store->Trim(clock.Now()), false);
}

TEST(Trimmer, StopsAtOnce) {
  const FakeClock clock;
  const std::unique_ptr<Store> store = NewMemoryStore(clock);
  const Trimmer trimmer(*store, clock, [](const absl::Status&) {});
}

}  // namespace
}  // namespace jiedui::store
