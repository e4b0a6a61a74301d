// SPDX-License-Identifier: Apache-2.0
// How long a plan stays that nobody committed. Pure, any thread.
#pragma once

#include "absl/time/time.h"
#include "jiedui/scheduler/v1/plan.pb.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

inline constexpr absl::Duration kPlanRetention = absl::Hours(30 * 24);

// Sets expire_time as the plan's state has it, counted from `stamp`.
void SetExpireTime(const Stamp& stamp, v1::Plan& plan);

// When the plan goes; InfiniteFuture: it stays. Of a plan that was stored before there were such times: as if it had
// had one since its last change.
absl::Time ExpireTimeOf(const v1::Plan& plan);

// Says so in such a plan too.
void FillExpireTime(v1::Plan& plan);

}  // namespace jiedui::scheduler
