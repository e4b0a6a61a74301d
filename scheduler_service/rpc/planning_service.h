// SPDX-License-Identifier: Apache-2.0
// jiedui.scheduler.v1.PlanningService.
#pragma once

#include "common/rpc/service.h"
#include "common/store/store.h"
#include "scheduler_service/rpc/parts.h"
#include "scheduler_service/rpc/planner.h"

namespace jiedui::scheduler {

// Store and planner outlive the service.
rpc::Service NewPlanningService(const ServiceParts& parts, store::Store& store, Planner& planner);

}  // namespace jiedui::scheduler
