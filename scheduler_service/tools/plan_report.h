// SPDX-License-Identifier: Apache-2.0
// A plan for people: what it reaches, how good that is proven to be, what it says as a whole, and why somebody is
// left out. Pure.
#pragma once

#include <string>

#include "jiedui/scheduler/v1/plan.pb.h"
#include "jiedui/scheduler/v1/plan_explanation.pb.h"
#include "jiedui/scheduler/v1/plan_overview.pb.h"
#include "jiedui/scheduler/v1/planning_service.pb.h"

namespace jiedui::scheduler {

// The goals as a table, and in words whether the plan is the best there is. Says nothing that changes while the plan
// does not.
std::string PlanAsText(const v1::Plan& plan);

// One line: whether the stored proof holds.
std::string ProofAsText(const v1::VerifyPlanResponse& verified);

// What the person has, or why not and the change that takes least.
std::string ExplanationAsText(const v1::PersonExplanation& explanation);

// What floors cost, of which seats one more brings most, and how many places are their person's dearest; a line each.
std::string OverviewAsText(const v1::PlanOverview& overview);

}  // namespace jiedui::scheduler
