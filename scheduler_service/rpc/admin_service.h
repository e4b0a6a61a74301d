// SPDX-License-Identifier: Apache-2.0
// AdminService: what an operator asks first, and when in doubt.
#pragma once

#include "absl/time/time.h"
#include "common/rpc/service.h"
#include "common/store/store.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

// `store` outlives the service.
rpc::Service NewAdminService(const ServiceParts& parts, const store::Store& store, absl::Time start_time);

}  // namespace jiedui::scheduler
