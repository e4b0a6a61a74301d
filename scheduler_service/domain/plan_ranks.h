// SPDX-License-Identifier: Apache-2.0
// What people wish among their candidacies, and how courses and postings rank them, as a question tells it. Pure, any
// thread.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "scheduler_service/domain/plan_model.h"

namespace jiedui::scheduler {

// What each candidacy counts for PLAN_GOAL_WISHES, by seeker: of w different wishes that candidates have, w for the
// dearest, 1 for the least dear, 0 where none is told.
std::vector<int64_t> WishValues(const std::vector<PlanCandidate>& seekers, const v1::PlanQuestion& question);

// Names wishes and standings by pair in the basis; neither, where the question has no ranks. `seekers` are those of the
// basis. FAILED_PRECONDITION / RULES_FAILED: WISH, a person has the same wish twice.
absl::Status AddRanks(const std::vector<PlanCandidate>& seekers, const v1::PlanQuestion& question, PlanModel& model);

}  // namespace jiedui::scheduler
