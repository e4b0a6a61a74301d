// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/admin_service.h"

#include <gmock/gmock.h>

#include "tests/registry_service/rpc/registry_server.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

absl::StatusOr<v1::GetStatusResponse> Status(RegistryServer& server) {
  return Call(server.admin(), &v1::AdminService::Stub::GetStatus, v1::GetStatusRequest());
}

TEST(GetStatus, SaysWhichStoreThisIsAndHowFarItIs) {
  RegistryServer server;
  const auto before = Status(server);
  ASSERT_THAT(before, IsOk());
  EXPECT_EQ(before->incarnation(), server.store().Info().incarnation);
  EXPECT_EQ(before->revision(), server.store().Info().revision);
  EXPECT_NE(before->version(), "");
  EXPECT_GT(before->start_time().seconds(), 0);
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  const auto after = Status(server);
  EXPECT_EQ(after->revision(), before->revision() + 1);
  EXPECT_EQ(after->oldest_revision(), before->oldest_revision());
}

}  // namespace
}  // namespace jiedui::registry
