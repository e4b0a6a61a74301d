// SPDX-License-Identifier: Apache-2.0
// AdminService: what an operator asks first.
#pragma once

#include "absl/time/time.h"
#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

rpc::Service NewAdminService(const ServiceParts& parts, absl::Time start_time);

}  // namespace jiedui::scheduler
