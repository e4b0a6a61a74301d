// SPDX-License-Identifier: Apache-2.0
// What is read of a plan that is there: the plan, its explanation for one person, its overview, its proof.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "jiedui/scheduler/v1/planning_service.pb.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

absl::StatusOr<v1::Plan> GetPlan(const ServiceParts& parts, const v1::GetPlanRequest& request,
                                 const rpc::ReadContext& context);

absl::StatusOr<v1::PersonExplanation> ExplainPerson(const ServiceParts& parts, const v1::ExplainPersonRequest& request,
                                                    const rpc::ReadContext& context);

absl::StatusOr<v1::PlanOverview> SurveyPlan(const ServiceParts& parts, const v1::SurveyPlanRequest& request,
                                            const rpc::ReadContext& context);

absl::StatusOr<v1::VerifyPlanResponse> VerifyPlan(const ServiceParts& parts, const v1::VerifyPlanRequest& request,
                                                  const rpc::ReadContext& context);

}  // namespace jiedui::scheduler
