// SPDX-License-Identifier: Apache-2.0
// What a plan says as a whole where the prices do not say it exactly (overview.h): with a level of evenness, minimum
// class sizes, or rules that the bound leaves out. Found by trying: plans are made anew, without a floor or with one
// more seat, as many as the limits allow. Deterministic.
#pragma once

#include <vector>

#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/overview.h"
#include "scheduler_service/planning/seat_raise.h"
#include "scheduler_service/planning/solve.h"
#include "scheduler_service/planning/trial_plans.h"

namespace jiedui::planning {

// Floors first, in their order, then seats and quotas that are full, or raises of such, by their prices, the highest
// first; what was not reached is not in the answer.
Overview TrySurvey(const Instance& instance, const Solution& solution, const TrialLimits& limits = {},
                   const std::vector<SeatRaise>& raises = {});

}  // namespace jiedui::planning
