// SPDX-License-Identifier: Apache-2.0
// The steps of a class of pairs (falling_worth.h) as a flow takes them: single ones where the class stands, more and
// more of them together the further away, so that a class of thousands needs a few dozen. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/planning/falling_worth.h"

namespace jiedui::planning {

// `pinned` pairs of the class are given already; of `most` that it may have beyond, it had `chosen` in the plan before.
struct Standing {
  int32_t pinned = 0;
  int32_t most = 0;
  int32_t chosen = 0;
};

// The steps from `from` to `to` beyond the pinned ones, each at `worth`.
struct WorthBlock {
  int32_t from = 0;
  int32_t to = 0;
  int64_t worth = 0;
};

// Ascending, together 0 to `most`. Next to `chosen` one step each, at its true worth; the further away, the more of
// them together, at their mean worth, rounded such that evenness looks no better than it is: what is best then is
// better than the plan before, or that one was the best.
std::vector<WorthBlock> BlocksAround(const FallingWorth& worth, int32_t which, const Standing& standing);

}  // namespace jiedui::planning
