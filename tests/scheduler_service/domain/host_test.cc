// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

TEST(HostUnknown, HasAReasonOfItsOwn) {
  const absl::Status status = HostUnknown("organizations/nowhere");
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kFailedPrecondition, "ORGANIZATION_UNKNOWN"));
  EXPECT_THAT(RulesIn(status), ElementsAre(StartsWith("HOST_UNKNOWN organizations/nowhere: ")));
}

TEST(CheckHost, ADeletedOneHostsNobody) {
  auto host = Lingjiang();
  EXPECT_THAT(CheckHost(host), IsEmpty());
  host.mutable_delete_time()->set_seconds(1);
  ASSERT_EQ(CheckHost(host).size(), 1u);
  EXPECT_EQ(CheckHost(host)[0].rule, "HOST_DELETED");
}

}  // namespace
}  // namespace jiedui::scheduler
