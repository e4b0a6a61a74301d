// SPDX-License-Identifier: Apache-2.0
// People cut into claims: the items that a person could get, gathered into periods such that all items of a period
// exclude each other, by their days or by an exclusion, and items of two periods never do. Then a person's choices are
// independent, one a period. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

// A claim takes one at most of its pairs.
struct Claims {
  std::vector<int32_t> person;
  std::vector<int32_t> begin;  // claims + 1
  std::vector<int32_t> pair;

  std::vector<std::string>
      why_not;  // rules by which choices of a person depend on each other, in words; then no claims
};

// `stands`: of StandingPairs. Pinned pairs are in no claim.
Claims CutIntoClaims(const Instance& instance, const std::vector<bool>& stands);

}  // namespace jiedui::planning
