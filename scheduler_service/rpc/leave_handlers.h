// SPDX-License-Identifier: Apache-2.0
// The leaves of AssignmentService.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

void AddLeaveHandlers(const ServiceParts& parts, rpc::Service& service);

}  // namespace jiedui::scheduler
