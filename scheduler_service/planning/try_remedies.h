// SPDX-License-Identifier: Apache-2.0
// Why a person has not got an item, and what would change that, where the prices do not say it exactly (explain.h):
// with a level of evenness, minimum class sizes, levels that do not fit one proof, or rules that the bound leaves out.
// Found by trying: plans are made anew, with the pair pinned, with one more seat, and so on, as many as the limits
// allow. Deterministic.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/planning/explain.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/remedy.h"
#include "scheduler_service/planning/seat_raise.h"
#include "scheduler_service/planning/solve.h"
#include "scheduler_service/planning/trial_plans.h"

namespace jiedui::planning {

struct TriedExplanation {
  int32_t person = 0;
  // Pairs not chosen of which it is certain why, ascending. Chains are empty. Of kOutranked and kTied, `costs` are
  // empty where it is certain that it costs more but not how much; of a level of evenness a pair brings nothing by
  // itself, and costs what all lose with it.
  std::vector<Refusal> refusals;
  std::vector<Remedy> remedies;  // as in Explanation; where not is_exact, of the best plans that were found
  int32_t plans = 0;             // that were made
  bool is_complete = true;       // false: the limits ended before every change was tried
};

// Changes that are tried, for each pair: one more seat (up to kRemedyAmountMax) or one more in a quota that is full, or
// such ones together; where the item has raises, these instead; a lower minimum of a course that is not held; one thing
// given up, or completed.
TriedExplanation TryRemedies(const Instance& instance, const Solution& solution, int32_t person,
                             const TrialLimits& limits = {}, const std::vector<SeatRaise>& raises = {});

inline constexpr int32_t kRemedyAmountMax = 30;

}  // namespace jiedui::planning
