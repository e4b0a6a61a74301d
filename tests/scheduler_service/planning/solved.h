// SPDX-License-Identifier: Apache-2.0
// What Solve answers to an instance that has a plan, and what the judge says of it.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "scheduler_service/planning/solve.h"
#include "scheduler_service/planning/verify.h"

namespace jiedui::planning {

// Solve has verified it. Without a plan the test fails, and this is an empty one.
inline Solution Solved(const Instance& instance) {
  const absl::StatusOr<Answer> answer = Solve(instance);
  if (answer.ok() && std::holds_alternative<Solution>(*answer)) return std::get<Solution>(*answer);
  ADD_FAILURE() << "no plan: " << answer.status();
  return {};
}

// nullopt: the instance is refused, is not one of the exact case, or has no plan.
inline std::optional<Solution> SolvedExactly(const Instance& instance) {
  if (!CheckInstance(instance).ok() || !WhyNotExact(instance).empty()) return std::nullopt;
  const absl::StatusOr<Answer> answer = Solve(instance);
  if (!answer.ok() || !std::holds_alternative<Solution>(*answer)) return std::nullopt;
  return std::get<Solution>(*answer);
}

inline std::vector<std::string> FindingsOf(const Instance& instance, const Solution& solution) {
  return Verify(instance, solution.plan, solution.certificate).findings;
}

}  // namespace jiedui::planning
