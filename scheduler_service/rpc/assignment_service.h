// SPDX-License-Identifier: Apache-2.0
// AssignmentService: who has which seat, and what became of it.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

rpc::Service NewAssignmentService(const ServiceParts& parts);

}  // namespace jiedui::scheduler
