// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/admin_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/ops/flags.h"
#include "tests/scheduler_service/scheduler_server.h"

namespace jiedui::scheduler {
namespace {

class AdminService : public SchedulerServer {};

TEST_F(AdminService, SaysWhichStoreAndHowFar) {
  const v1::GetStatusResponse before = Status();
  EXPECT_EQ(before.version(), ops::kVersion);
  EXPECT_EQ(before.incarnation(), store_->Info().incarnation);
  EXPECT_TRUE(before.has_start_time());
  ASSERT_THAT(Create(YuhangCangxi()), IsOk());
  EXPECT_EQ(Status().revision(), before.revision() + 1);
}

TEST_F(AdminService, SaysHowFarTheCopyIs) {
  const uint64_t revision = registry_.Put(VillageDoctor("li"));
  EXPECT_TRUE(Eventually([&] { return Status().directory().revision() == revision; }));
  EXPECT_EQ(Status().directory().incarnation(), "registry-1");
  EXPECT_TRUE(Status().directory().has_contact_time());
}

}  // namespace
}  // namespace jiedui::scheduler
