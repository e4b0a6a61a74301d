// SPDX-License-Identifier: Apache-2.0
// From gate prices to a certificate: which weighted sums of the levels are worth bounding, and what the bounds say of
// each level. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scheduler_service/planning/choices.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/plan.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

// A weighted sum of levels for the price search: entries weigh denominator * sum of level_weight * value.
struct Aim {
  std::vector<int64_t> level_weight;
  int64_t denominator = 1;
  std::vector<int64_t> weight;  // an entry
};

// The aim that bounds `level` of plans that are equal before: a unit of an earlier level outweighs what an exchange of
// two pairs brings at later ones, no more, so that the bound stays sharp. Later levels weigh nothing. Earlier ones
// neither, where they would not fit `weight_max`. The denominator is a power of 2, the largest that fits, up to 1024.
Aim AimAt(const Instance& instance, const Choices& choices, int32_t level, int64_t weight_max);

// Prices of seats, quotas and people: all that Verify needs. `choices` is the layout of `instance`; the aim may be that
// of a layout with more pins.
Prices ProofOf(const Instance& instance, const Choices& choices, const Aim& aim,
               const std::vector<int64_t>& gate_price);

// What all proofs together say of each level, given the plan's values at the levels before.
std::vector<int64_t> LevelBounds(const Instance& instance, const Certificate& certificate,
                                 const std::vector<int64_t>& value);

// Leaves the proofs of which each bounds some level best, given the values as above: no bound gets worse.
void KeepTightest(const Instance& instance, const std::vector<int64_t>& value, Certificate& certificate);

// The better plan, and of all proofs so far, which hold for any plan, those that say most of it: other prices may bound
// a plan better than those that it was found at.
void KeepBetter(const Instance& instance, Solution solution, std::optional<Solution>& best);

// The rules of the instance that no proof of prices takes in, in words.
std::vector<std::string> RelaxedRules(const Instance& instance);

}  // namespace jiedui::planning
