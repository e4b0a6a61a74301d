// SPDX-License-Identifier: Apache-2.0
// What Solve answers to an instance that has a plan.
#pragma once

#include <gtest/gtest.h>

#include <variant>

#include "absl/status/statusor.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

// Solve has verified it. Without a plan the test fails, and this is an empty one.
inline Solution Solved(const Instance& instance) {
  const absl::StatusOr<Answer> answer = Solve(instance);
  if (answer.ok() && std::holds_alternative<Solution>(*answer)) return std::get<Solution>(*answer);
  ADD_FAILURE() << "no plan: " << answer.status();
  return {};
}

}  // namespace jiedui::planning
