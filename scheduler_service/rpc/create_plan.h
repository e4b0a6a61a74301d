// SPDX-License-Identifier: Apache-2.0
// PlanningService.CreatePlan: hands the order to the planner, and tells what comes of it. When the caller goes away, or
// the server stops, the plan under way ends.
#pragma once

#include <memory>

#include "common/rpc/call.h"
#include "common/store/store.h"
#include "jiedui/scheduler/v1/planning_service.pb.h"
#include "scheduler_service/rpc/parts.h"
#include "scheduler_service/rpc/planner.h"

namespace jiedui::scheduler {

// Store and planner outlive the source, and what `parts` refer to. INVALID_ARGUMENT; RESOURCE_EXHAUSTED / OVERLOADED;
// UNAVAILABLE.
absl::StatusOr<std::unique_ptr<rpc::StreamSource>> CreatePlan(const ServiceParts& parts, store::Store& store,
                                                              Planner& planner, const v1::CreatePlanRequest& request,
                                                              const rpc::CallInfo& call);

}  // namespace jiedui::scheduler
