// SPDX-License-Identifier: Apache-2.0
#include "registry_service/store/secret.h"

#include <gmock/gmock.h>

#include <memory>

#include "common/store/memory/memory_store.h"
#include "tests/registry_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

TEST(LoadBlindIndexKey, MakesAKeyOnceAndKeepsIt) {
  const FakeClock clock;
  const auto store = store::NewMemoryStore(clock);
  const auto first = LoadBlindIndexKey(*store);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->size(), 32U);
  EXPECT_THAT(LoadBlindIndexKey(*store), IsOkAndHolds(*first));
  EXPECT_EQ(store->Info().revision, 1U);
}

TEST(LoadBlindIndexKey, IsAnotherOneInEveryStore) {
  const FakeClock clock;
  const auto one = store::NewMemoryStore(clock);
  const auto other = store::NewMemoryStore(clock);
  EXPECT_NE(*LoadBlindIndexKey(*one), *LoadBlindIndexKey(*other));
}

TEST(LoadBlindIndexKey, DamageIsDataLoss) {
  const FakeClock clock;
  const auto store = store::NewMemoryStore(clock);
  ASSERT_THAT(Commit(*store,
                     [](store::Transaction& txn) {
                       return txn.PutRow({.key = "s/blind-index-key", .before = std::nullopt, .after = "\xff"});
                     }),
              IsOk());
  EXPECT_THAT(LoadBlindIndexKey(*store), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(LoadBlindIndexKey, OfAClosedStoreIsUnavailable) {
  const FakeClock clock;
  const auto store = store::NewMemoryStore(clock);
  store->Close();
  EXPECT_THAT(LoadBlindIndexKey(*store), StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace jiedui::registry
