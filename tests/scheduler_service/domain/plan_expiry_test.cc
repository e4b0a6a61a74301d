// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_expiry.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {
namespace {

TEST(SetExpireTime, WhatIsCommittedStays) {
  v1::Plan plan;
  plan.set_state(v1::Plan::STATE_PROPOSED);
  SetExpireTime(SomeStamp(), plan);
  EXPECT_EQ(ExpireTimeOf(plan), SomeStamp().now + absl::Hours(720));
  plan.set_state(v1::Plan::STATE_COMMITTED);
  SetExpireTime(SomeStamp(), plan);
  EXPECT_FALSE(plan.has_expire_time());
  EXPECT_EQ(ExpireTimeOf(plan), absl::InfiniteFuture());
}

TEST(ExpireTimeOf, OfOlderPlansIsCountedFromTheirLastChange) {
  v1::Plan plan;
  plan.set_state(v1::Plan::STATE_DISCARDED);
  MarkUpdated(plan, SomeStamp());
  EXPECT_EQ(ExpireTimeOf(plan), SomeStamp().now + absl::Hours(720));
}

TEST(FillExpireTime, OlderPlansTellItToo) {
  v1::Plan plan;
  plan.set_state(v1::Plan::STATE_PROPOSED);
  MarkUpdated(plan, SomeStamp());
  FillExpireTime(plan);
  EXPECT_EQ(plan.expire_time().seconds(), absl::ToUnixSeconds(SomeStamp().now + absl::Hours(720)));
  plan.mutable_expire_time()->set_nanos(7);
  FillExpireTime(plan);
  EXPECT_EQ(plan.expire_time().nanos(), 7) << "what is there stays";
  plan.set_state(v1::Plan::STATE_COMMITTED);
  plan.clear_expire_time();
  FillExpireTime(plan);
  EXPECT_FALSE(plan.has_expire_time());
}

}  // namespace
}  // namespace jiedui::scheduler
