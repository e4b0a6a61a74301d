// SPDX-License-Identifier: Apache-2.0
// The judge of plans: shares no code with the solvers, so that a mistake there does not excuse itself here. Checks
// every rule of the instance and recomputes values and bounds from the prices alone, in time linear in the pairs (times
// the items a person may have). Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/plan.h"

namespace jiedui::planning {

struct Verdict {
  std::vector<std::string> findings;  // what is wrong, in words, at most kFindingsMax; empty = the plan is what it says
  std::vector<int64_t> value;         // recomputed
  std::vector<int64_t> bound;         // recomputed from the certificate; as high as can be where it proves nothing

  bool ok() const { return findings.empty(); }
};

inline constexpr size_t kFindingsMax = 20;

// `instance` is a checked one; plan and certificate may be anything. Finds: pairs that are out of range, doubled, or
// not ascending; each rule broken; a value that is not the sum; a bound below what the certificate proves.
Verdict Verify(const Instance& instance, const Plan& plan, const Certificate& certificate);

// Empty if `proof` shows that no plan keeps all the rules, else what is wrong with it.
std::vector<std::string> VerifyInfeasible(const Instance& instance, const Prices& proof);

}  // namespace jiedui::planning
