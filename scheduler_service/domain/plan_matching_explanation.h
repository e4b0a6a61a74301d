// SPDX-License-Identifier: Apache-2.0
// Why a person has not got what they would rather have in a matching, and what would let them have it. Pure, any
// thread.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "jiedui/scheduler/v1/plan_explanation.pb.h"
#include "scheduler_service/domain/plan_model.h"
#include "scheduler_service/planning/explain.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::scheduler {

struct MatchingExplanation {
  // Of pairs that cannot stand, and of those that are dearer to the person than what they have: `chain` has who would
  // be the first to give way, in the posting, or where that has room, in its region. No brings, no costs.
  std::vector<planning::Refusal> refusals;
  // More openings, more people in a region, or one more of both, with which the person has something dearer; found by
  // matching anew, the smallest first. Each amount is the least that does.
  std::vector<v1::PlanRemedy> remedies;
  int32_t plans_tried = 0;
  bool is_complete = true;  // all was tried: neither the limit of work nor `stop` ended it
};

// `person`: of the instance, with pairs; `solution`: what MatchModel found. DATA_LOSS: the basis is damaged.
absl::StatusOr<MatchingExplanation> ExplainMatching(const storage::v1::PlanBasis& basis,
                                                    const planning::Instance& instance,
                                                    const planning::Solution& solution, int32_t person,
                                                    const std::function<bool()>& stop = {});

}  // namespace jiedui::scheduler
