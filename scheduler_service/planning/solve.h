// SPDX-License-Identifier: Apache-2.0
// The way in: an instance goes in, a verified plan comes out, or the proof that there is none.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/plan.h"

namespace jiedui::planning {

struct Solution {
  Plan plan;
  Certificate certificate;
};

// A rule of the instance, by place: seats of an item, floor or ceiling of a quota, a pinned pair.
struct RuleRef {
  enum class Kind { kSeats, kSeatsMin, kFloor, kCeiling, kPin };
  Kind kind = Kind::kSeats;
  int32_t index = 0;  // an item, a quota, or a pair

  bool operator==(const RuleRef&) const = default;
};

// No plan keeps all the rules: `proof` shows it (VerifyInfeasible). `conflict`: rules that cannot hold together, of
// which each is needed: without any one of them, the others can; ascending.
struct Infeasible {
  std::vector<RuleRef> conflict;
  Prices proof;
};

using Answer = std::variant<Solution, Infeasible>;

// Checks, solves, verifies. Levels that do not fit one proof are proven by several (level_by_level.h). The exact case
// with many values begins with the base, or with first come, first served (warm_flow.h); everything else with nothing.
// Deterministic: same instance and work_max, same answer, on any platform. Errors: INVALID_ARGUMENT of CheckInstance;
// FAILED_PRECONDITION when no method takes the instance (the message says which rule); OUT_OF_RANGE when the levels do
// not fit 96 bits, not even one by one; RESOURCE_EXHAUSTED when the budget ends before any plan keeps the floors;
// INTERNAL when an answer does not verify (a bug). When the budget ends later, the plan is the best so far with a bound
// that holds, and optimal() is false.
absl::StatusOr<Answer> Solve(const Instance& instance, const Budget& budget = {});

// Why the exact method does not take the instance, in words; empty = it does.
std::vector<std::string> WhyNotExact(const Instance& instance);

// "seats of items[3]", "floor of quotas[7]", "pin of pairs[12]"
std::string ToString(const RuleRef& rule);

}  // namespace jiedui::planning
