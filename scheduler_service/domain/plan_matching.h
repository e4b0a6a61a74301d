// SPDX-License-Identifier: Apache-2.0
// Plans in which both sides rank: a model as the market of planning/stable.h, the plan that comes of it, and whether a
// stored one is stable. Pure, any thread.
//
//   applicant    a person of the instance
//   posting      an item of the instance: a posting's seats are one place, as it has no quotas
//   application  a pair that stands (planning/candidacy.h)
//   wish         as told; then, after all that are told, in the plan's order
//   standing     likewise; in a region with a cap, in the order of people, by the first candidacy of each that no rule
//                refuses: a region has one order for all of its postings
//   region rank  that order of people
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "scheduler_service/domain/plan_model.h"
#include "scheduler_service/planning/solve.h"
#include "scheduler_service/planning/stable.h"

namespace jiedui::scheduler {

// Makes the model one of a matching: regions and caps, one place a person, a level that counts places, as an instance
// has one. Call it last. A posting whose host's division is not known is in no region. FAILED_PRECONDITION /
// RULES_FAILED, for what a market cannot say: ORGANIZATION_COVERAGE, a posting's limit on who is away may bind; QUOTA,
// a posting has some; STANDING, a posting with a region's cap ranks people against the plan's order.
absl::Status AddMatching(const PlanFacts& facts, const v1::PlanQuestion& question, PlanModel& model);

struct PlanMarket {
  planning::Market market;
  std::vector<int32_t> pairs;  // an application: the pair of the instance; ascending
};

// DATA_LOSS: the basis is damaged.
absl::StatusOr<PlanMarket> MarketOf(const storage::v1::PlanBasis& basis, const planning::Instance& instance);

// The stable matching that is best for every person, as a solution without values and proofs. `model` is one of a
// matching.
absl::StatusOr<planning::Solution> MatchModel(const PlanModel& model);

// What is wrong with a stored matching, in names, at most planning::kFindingsMax; empty = it keeps the rules, and
// nobody and no posting would both rather have each other. Shares nothing with MatchModel but the market. DATA_LOSS.
absl::StatusOr<std::vector<std::string>> FindingsInMatching(const storage::v1::PlanBasis& basis,
                                                            const planning::Instance& instance,
                                                            const planning::Solution& solution);

}  // namespace jiedui::scheduler
