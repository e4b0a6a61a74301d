// SPDX-License-Identifier: Apache-2.0
// What comes of a plan, in names: the resource, or why there is no plan; and the moves in its life. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "scheduler_service/domain/plan_model.h"
#include "scheduler_service/domain/stamp.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::scheduler {

// Levels of a plan in their order; `bound` as proven.
std::vector<v1::PlanLevel> LevelsOf(const storage::v1::PlanBasis& basis, const std::vector<int64_t>& value,
                                    const std::vector<int64_t>& bound);

// Those of the solution, bounded by the relaxation of the basis where it has one (plan_parting.h). INTERNAL: that does
// not take the plan for one of its own, which proves nothing; DATA_LOSS: it is damaged.
absl::StatusOr<std::vector<v1::PlanLevel>> ProvenLevels(const storage::v1::PlanBasis& basis,
                                                        const planning::Solution& solution);

// Everything but name, question, revisions, effects and what a Stamp brings. Errors of ProvenLevels.
absl::StatusOr<v1::Plan> PlanOf(const PlanModel& model, const planning::Solution& solution);

// What the plan with edits reaches beside the one without.
void AddEffects(const v1::Plan& without, v1::Plan& plan);

// FAILED_PRECONDITION / PLAN_INFEASIBLE with every rule that cannot hold beside the others: SEATS, QUOTA, FLOOR, PIN.
absl::Status NoPlan(const PlanModel& model, const planning::Infeasible& infeasible);

// What the planner's own error says to whoever asked. FAILED_PRECONDITION / PLAN_INFEASIBLE: SEATS_MIN for each course
// that is pinned and cannot be filled, FLOOR for its floors, else PIN; RESOURCE_EXHAUSTED / LIMIT_EXCEEDED: so many
// goals do not fit the numbers; INTERNAL: the instance is ours, and wrong. Others as they are.
absl::Status NoPlan(const PlanModel& model, const absl::Status& error);

// A sentence of the planner with names in place of "items[3]", "quotas[2]", "pairs[7]", "people[1]", "home_covers[0]".
std::string InNames(const storage::v1::PlanBasis& basis, absl::string_view sentence);

// The new plan as it is stored first.
void Propose(const Stamp& stamp, v1::Plan& plan);

// The plan, COMMITTED or DISCARDED. False: it is already. ABORTED / ETAG_MISMATCH; FAILED_PRECONDITION / ILLEGAL_STATE.
absl::StatusOr<bool> MovePlan(v1::Plan::State to, absl::string_view verb, absl::string_view etag, const Stamp& stamp,
                              v1::Plan& plan);

}  // namespace jiedui::scheduler
