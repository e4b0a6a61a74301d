// SPDX-License-Identifier: Apache-2.0
// From people and items with names to an instance of the planner, and the names beside its numbers. Pure, any thread.
//
//   item of the instance    one part of an item's seats (plan_seats.h); parts of one item have its days, so that nobody
//                           gets two of them
//   person                  whoever has a candidacy that no rule refuses, in the plan's order; then, for home coverage,
//                           one without candidacies for every colleague who is away already
//   pair                    a candidacy and a part of the seats that it may take
//   days                    a full-time item has its own; a part-time one has days that nothing else has, as it may lie
//                           beside anything
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "jiedui/scheduler/storage/v1/plans.pb.h"
#include "scheduler_service/domain/plan_candidate.h"
#include "scheduler_service/domain/plan_seats.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::scheduler {

// By item: the shares of its pool.
using PoolParting = std::map<std::string, PoolShares>;

struct PlanModel {
  planning::Instance instance;
  // Items of the basis whose pool must be parted (plan_parting.h).
  std::vector<int> parted;
  // Without instance, chosen, values, bounds, method and proofs, which plan_basis.h adds.
  storage::v1::PlanBasis basis;
};

// `question`: Completed. `base`: names of the assignments that the base plan seats. FAILED_PRECONDITION / RULES_FAILED:
// what is pinned is no candidate, is refused by a rule, or cannot stand beside another pin of the person;
// PLAN_INFEASIBLE: a floor asks for more than there is (plan_floors.h). INVALID_ARGUMENT: a floor of an item that is
// not planned.
// `parting`: of the items that must be parted; without a share, a division gets none of the pool.
absl::StatusOr<PlanModel> BuildModel(PlanFacts facts, const v1::PlanQuestion& question,
                                     const std::set<std::string>& base, const PoolParting& parting = {});

}  // namespace jiedui::scheduler
