// SPDX-License-Identifier: Apache-2.0
// Proofs of exact plans, changed price by price.
#pragma once

#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/small_instances.h"
#include "tests/scheduler_service/planning/solved.h"

namespace jiedui::planning {

// Of 400 instances: whatever is changed in a proof is found, or what is proven then is true. `caught`: changes found.
inline void ExpectNoChangedProofProvesTooMuch(Instance (*make)(Dice&), int32_t& caught) {
  int32_t cases = 0;
  for (uint64_t seed = 1; cases < 400; ++seed) {
    Dice dice(seed);
    const Instance instance = make(dice);
    const std::optional<Solution> solution = SolvedExactly(instance);
    if (!solution.has_value()) continue;
    ++cases;
    for (auto list : {&Prices::seat, &Prices::quota, &Prices::person, &Prices::fair_group, &Prices::period})
      for (size_t k = 0; k < (solution->certificate.proofs[0].*list).size(); ++k)
        for (const int change : {-3, -1, 1, 5}) {
          Solution changed = *solution;
          (changed.certificate.proofs[0].*list)[k] += change;
          const Verdict verdict = Verify(instance, changed.plan, changed.certificate);
          if (!verdict.ok()) ++caught;
          // The plan is the best: nothing true is below it.
          ASSERT_TRUE(!verdict.ok() || verdict.bound >= solution->plan.value) << "seed " << seed;
        }
  }
}

}  // namespace jiedui::planning
