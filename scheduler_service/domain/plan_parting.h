// SPDX-License-Identifier: Apache-2.0
// Pools that are parted beforehand. A course with a minimum, with floors, or with limits of categories is one place of
// the instance; where more than kCrossingDivisionsMax divisions may use its pool, that what they have beyond their own
// seats is no more than the pool takes too many limits to be said (plan_seats.h). Then
//
//   1. the same is planned without these rules (the relaxation): its seats are said exactly, and no plan that keeps all
//      rules is better;
//   2. the pool is parted as that plan uses it, and so that the floors can be kept;
//   3. it is planned with all rules and the parting.
//
// So a plan keeps every rule, and its bounds are those of the relaxation: it is optimal if it reaches them. Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "scheduler_service/domain/plan_model.h"
#include "scheduler_service/planning/solve.h"
#include "scheduler_service/planning/verify.h"

namespace jiedui::scheduler {

// What a relaxation is made from.
struct RelaxedQuestion {
  PlanFacts facts;
  v1::PlanQuestion question;
};

// `parted`: of the model of `facts` and `question`. Its candidates have their order.
RelaxedQuestion WithoutRulesOf(const std::vector<int>& parted, PlanFacts facts, v1::PlanQuestion question);

// `solution`: of `relaxation`, which is the model of `relaxed`. `question`: with its floors.
PoolParting PartPools(const std::vector<int>& parted, const RelaxedQuestion& relaxed, const PlanModel& relaxation,
                      const planning::Solution& solution, const v1::PlanQuestion& question);

// Keeps the relaxation with what it bounds.
void SetRelaxation(const std::vector<int>& parted, const PlanModel& relaxation, const planning::Solution& solution,
                   storage::v1::PlanBasis& basis);

// The plan as one of the relaxation of the basis: whether it is what it says, and its bounds. DATA_LOSS.
absl::StatusOr<planning::Verdict> JudgeByRelaxation(const storage::v1::PlanBasis& basis,
                                                    const planning::Solution& solution);

// That the pools are parted, in words.
std::string DescribeParting(const storage::v1::PlanBasis& basis);

// RESOURCE_EXHAUSTED / LIMIT_EXCEEDED: with this parting there is no plan, which proves nothing.
absl::Status NoPlanWithParting(const storage::v1::PlanBasis& basis);

}  // namespace jiedui::scheduler
