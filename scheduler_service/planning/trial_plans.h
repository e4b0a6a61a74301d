// SPDX-License-Identifier: Apache-2.0
// Plans made anew to find out what a change would do, as many as limits allow. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

struct TrialLimits {
  int32_t plans_max = 100;
  int64_t work_max = 300'000'000;   // pairs looked at, of all plans together, counted by millions
  std::function<bool()> stop = {};  // asked with each million; true ends the search as the limits do
};

class TrialPlans {
 public:
  explicit TrialPlans(const TrialLimits& limits) : limits_(limits) {}

  // nullopt: there is none (none_is_certain), or none was found.
  std::optional<Plan> Make(const Instance& instance);

  bool none_is_certain() const { return none_is_certain_; }  // of the last one
  bool is_over() const { return is_over_; }
  int32_t made() const { return made_; }

 private:
  bool IsOver();
  bool CountWork();

  const TrialLimits limits_;
  int32_t made_ = 0;
  int64_t work_ = 0;
  bool is_over_ = false;  // something was not made, or not to its end
  bool none_is_certain_ = false;
};

// The plan of the solution, with what is only bounded of it, which a stored plan does not say.
Plan PlanAtHand(const Instance& instance, const Solution& solution);

// What is only searched for may be worse than the plan at hand, which keeps the rules of a change that only loosens
// them: then that one, with the bounds of `found`.
Plan NoWorse(Plan found, const Plan& at_hand);

}  // namespace jiedui::planning
