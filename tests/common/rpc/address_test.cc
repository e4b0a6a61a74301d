// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/address.h"

#include "gmock/gmock.h"
#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

using testing::HasSubstr;

TEST(CheckAddress, TakesHostAndPort) {
  for (const char* good : {"127.0.0.1:0", "localhost:8080", "[::1]:443", "0.0.0.0:65535"}) {
    EXPECT_TRUE(CheckAddress(good).ok()) << good;
  }
}

TEST(CheckAddress, RefusesEverythingElse) {
  for (const char* bad : {"", ":", "host", "host:", ":80", "host:65536", "host:-1", "host:+1", "host:8x", "host: 80",
                          "host:80 ", "host:99999999999999999999"}) {
    EXPECT_EQ(CheckAddress(bad).code(), absl::StatusCode::kInvalidArgument) << bad;
  }
}

TEST(CheckFree, IsOkForAnyFreePort) {
  EXPECT_TRUE(CheckFree("127.0.0.1:0").ok());
  EXPECT_TRUE(CheckFree("localhost:0").ok());
}

TEST(CheckFree, SaysWhyNot) {
  TestServer server;
  const absl::Status used = CheckFree(server.address());
  EXPECT_EQ(used.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(used.message(), HasSubstr(server.address()));
  EXPECT_THAT(used.message(), HasSubstr(": Address already in use"));
  EXPECT_THAT(CheckFree("192.0.2.1:1").message(), HasSubstr("Cannot assign requested address"));
}

TEST(CheckFree, DoesNotKeepThePort) {
  const absl::Status first = CheckFree("127.0.0.1:0");
  EXPECT_EQ(first, CheckFree("127.0.0.1:0"));
}

}  // namespace
}  // namespace jiedui::rpc
