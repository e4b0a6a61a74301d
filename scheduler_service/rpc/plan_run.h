// SPDX-License-Identifier: Apache-2.0
// The making of one plan, on the planner's thread: solve (plan_solving.h), rehearse the commit, store.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/store/store.h"
#include "scheduler_service/rpc/parts.h"
#include "scheduler_service/rpc/plan_job.h"

namespace jiedui::scheduler {

// A request that has been checked.
struct PlanOrder {
  v1::CreatePlanRequest request;  // its question is Completed
  std::string name;               // of the plan
  std::string method;             // of the call
  std::string actor;
};

// INVALID_ARGUMENT: CheckQuestion; edits without validate_only.
absl::StatusOr<PlanOrder> ParsePlanOrder(const ServiceParts& parts, v1::CreatePlanRequest request,
                                         const rpc::CallInfo& call);

// The plan as GetPlan would answer it. Errors as CreatePlan's; CANCELLED.
absl::StatusOr<v1::Plan> MakePlan(const ServiceParts& parts, store::Store& store, const PlanOrder& order, PlanJob& job);

}  // namespace jiedui::scheduler
