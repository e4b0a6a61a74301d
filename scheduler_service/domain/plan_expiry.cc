// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_expiry.h"

namespace jiedui::scheduler {

void SetExpireTime(const Stamp& stamp, v1::Plan& plan) {
  if (plan.state() == v1::Plan::STATE_COMMITTED)
    plan.clear_expire_time();
  else
    *plan.mutable_expire_time() = ToTimestamp(stamp.now + kPlanRetention);
}

absl::Time ExpireTimeOf(const v1::Plan& plan) {
  if (plan.state() == v1::Plan::STATE_COMMITTED) return absl::InfiniteFuture();
  if (plan.has_expire_time()) return absl::FromUnixSeconds(plan.expire_time().seconds());
  return absl::FromUnixSeconds(plan.update_time().seconds()) + kPlanRetention;
}

void FillExpireTime(v1::Plan& plan) {
  const absl::Time time = ExpireTimeOf(plan);  // in whole seconds: what is there already says it better
  if (!plan.has_expire_time() && time != absl::InfiniteFuture()) *plan.mutable_expire_time() = ToTimestamp(time);
}

}  // namespace jiedui::scheduler
