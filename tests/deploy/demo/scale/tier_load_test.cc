// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/tier_load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/deploy/demo/fake_services.h"
#include "tests/support/status_matchers.h"

namespace jiedui::demo {
namespace {

// A server without a registry's services: the first step of every pair fails, and says of which.
TEST(LoadTier, NamesThePairAndTheFileThatCannotBeLoaded) {
  FakeServer server;
  const LoadTarget target = {.registry = [&] { return server.channel(); },
                             .scheduler = [&] { return server.channel(); }};
  int loaded = 0;
  const absl::Status status = LoadTier(TierMap(*FindTier("province"), 1), {.first = 3, .last = 3}, 1, target,
                                       [&](const std::string&, const LoadCounts&) { ++loaded; });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnimplemented,
                               testing::HasSubstr("pair-003: 01-registry.OrganizationService.ImportOrganizations")));
  EXPECT_EQ(loaded, 0);
}

}  // namespace
}  // namespace jiedui::demo
