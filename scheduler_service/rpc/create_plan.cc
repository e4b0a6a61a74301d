// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/create_plan.h"

#include <utility>

#include "common/base/status_macros.h"
#include "scheduler_service/rpc/plan_run.h"
#include "scheduler_service/rpc/plan_source.h"

namespace jiedui::scheduler {

absl::StatusOr<std::unique_ptr<rpc::StreamSource>> CreatePlan(const ServiceParts& parts, store::Store& store,
                                                              Planner& planner, const v1::CreatePlanRequest& request,
                                                              const rpc::CallInfo& call) {
  ASSIGN_OR_RETURN(PlanOrder order, ParsePlanOrder(parts, request, call));
  return NewPlanSource(planner, ProgressIn<v1::CreatePlanResponse>,
                       [parts, &store, order = std::move(order)](PlanJob& job) -> absl::Status {
                         v1::CreatePlanResponse response;
                         ASSIGN_OR_RETURN(*response.mutable_plan(), MakePlan(parts, store, order, job));
                         job.Answer(response.SerializeAsString());
                         return absl::OkStatus();
                       });
}

}  // namespace jiedui::scheduler
