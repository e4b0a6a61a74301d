// SPDX-License-Identifier: Apache-2.0
// What a plan says as a whole, in names: what its floors cost, of which seats one more would bring something, and whose
// wishes were met. Pure, any thread.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "jiedui/scheduler/v1/plan_overview.pb.h"
#include "scheduler_service/domain/plan_basis.h"

namespace jiedui::scheduler {

// Of the plan `name`. FAILED_PRECONDITION / ILLEGAL_STATE: it is a matching; DATA_LOSS: the basis is damaged. Time:
// what the planner takes to ask its prices once for each floor and each full part of the seats (planning/overview.h)
// or, where prices do not tell, to make a plan for each (planning/try_overview.h); it ends early when `stop` says so.
absl::StatusOr<v1::PlanOverview> OverviewOfPlan(const storage::v1::PlanBasis& basis, absl::string_view name,
                                                const std::function<bool()>& stop = {});

}  // namespace jiedui::scheduler
