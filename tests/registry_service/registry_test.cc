// SPDX-License-Identifier: Apache-2.0
#include "registry_service/registry.h"

#include <gmock/gmock.h>

#include "common/store/memory/memory_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::IsEmpty;

TEST(Registry, EveryMethodOfEveryServiceHasAHandler) {
  const FakeClock clock;
  const auto store = store::NewMemoryStore(clock);
  const auto registry = Registry::Open(*store, clock, {.allow_synthetic_ids = true});
  ASSERT_THAT(registry, IsOk());
  const auto services = (*registry)->Services();
  EXPECT_EQ(services.size(), 6U);
  for (const rpc::Service& service : services)
    EXPECT_THAT(service.MissingMethods(), IsEmpty()) << service.descriptor().full_name();
}

TEST(Registry, StopsItsPurgerAtOnce) {
  const FakeClock clock;
  const auto store = store::NewMemoryStore(clock);
  const auto registry = Registry::Open(*store, clock, {});
  ASSERT_THAT(registry, IsOk());
  (*registry)->Start();
  (*registry)->Stop();
  (*registry)->Stop();
}

TEST(Registry, OverAClosedStoreDoesNotOpen) {
  const FakeClock clock;
  const auto store = store::NewMemoryStore(clock);
  store->Close();
  EXPECT_THAT(Registry::Open(*store, clock, {.allow_synthetic_ids = true}), StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace jiedui::registry
