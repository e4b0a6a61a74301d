// SPDX-License-Identifier: Apache-2.0
// PlanningService.SweepPlans: one plan after the other on the planner's thread, with one number at each of a range of
// values, and none of them kept.
#pragma once

#include <memory>

#include "common/rpc/call.h"
#include "common/store/store.h"
#include "jiedui/scheduler/v1/planning_service.pb.h"
#include "scheduler_service/rpc/parts.h"
#include "scheduler_service/rpc/planner.h"

namespace jiedui::scheduler {

inline constexpr int kSweepPointsMax = 100;

// Store and planner outlive the source, and what `parts` refer to. INVALID_ARGUMENT; RESOURCE_EXHAUSTED / OVERLOADED;
// UNAVAILABLE.
absl::StatusOr<std::unique_ptr<rpc::StreamSource>> SweepPlans(const ServiceParts& parts, store::Store& store,
                                                              Planner& planner, const v1::SweepPlansRequest& request,
                                                              const rpc::CallInfo& call);

}  // namespace jiedui::scheduler
