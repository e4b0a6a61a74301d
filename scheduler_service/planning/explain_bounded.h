// SPDX-License-Identifier: Apache-2.0
// Why a person has not got an item, where the plan is not proven optimal: what the prices make certain, and what they
// leave open. Any Method; for the exact case explain.h says more. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/obstacles.h"
#include "scheduler_service/planning/plan.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

// All numbers are weighted sums of the levels (level_weight), times the denominator: those of one proof (plan.h).
struct BoundedRefusal {
  int32_t pair = 0;
  std::vector<Obstacle> obstacles;  // certain: with any of them, no plan has the pair
  absl::int128 brings = 0;
  absl::int128 asked =
      0;  // the price of the item's seat and of its quotas that count the person: what others would pay
  // Certain: every plan with the pair is worse than this plan by at least so much. 0: open, a plan with the pair may be
  // as good, or better by what the plan's own gap leaves room for.
  absl::int128 costs_at_least = 0;
};

struct BoundedExplanation {
  int32_t person = 0;
  std::vector<BoundedRefusal> refusals;  // a pair not chosen, ascending
};

// `proof`: an index of the certificate; all proofs are true, they weigh the levels differently.
std::vector<BoundedExplanation> ExplainBounded(const Instance& instance, const Solution& solution, size_t proof,
                                               const std::vector<int32_t>& people);

// Certain: one more seat in the item brings at most so much above the proven bound.
inline absl::int128 SeatBringsAtMost(const Prices& prices, int32_t item) {
  const absl::int128 price = prices.seat[static_cast<size_t>(item)];
  return price > 0 ? price : absl::int128{0};
}

}  // namespace jiedui::planning
