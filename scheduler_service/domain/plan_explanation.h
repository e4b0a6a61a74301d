// SPDX-License-Identifier: Apache-2.0
// Why a person has not got what they might have in a plan, in names: what the planner says of its numbers (explain.h,
// explain_bounded.h), and the rules that refused before there was a plan. Pure, any thread.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/plan_explanation.pb.h"
#include "scheduler_service/domain/plan_basis.h"

namespace jiedui::scheduler {

// Without the plan's name and names of people. NOT_FOUND: the person, `persons/{person}`, is no candidate of the plan;
// DATA_LOSS: the basis is damaged. Time: linear in the basis, and what the planner takes to find the prices of places
// or, where prices do not tell, to try changes (planning/try_remedies.h); this ends early when `stop` says so.
absl::StatusOr<v1::PersonExplanation> ExplainInPlan(const storage::v1::PlanBasis& basis, absl::string_view person,
                                                    const std::function<bool()>& stop = {});

}  // namespace jiedui::scheduler
