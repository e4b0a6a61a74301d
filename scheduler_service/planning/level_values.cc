// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/level_values.h"

#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/spread.h"

namespace jiedui::planning {

bool HasEvenness(const Instance& instance) { return HasFairness(instance) || HasSpread(instance); }

std::vector<int64_t> ValuesOf(const Instance& instance, const std::vector<int32_t>& pairs) {
  std::vector<int64_t> values(instance.levels.size());
  for (size_t l = 0; l < values.size(); ++l)
    for (const int32_t pair : pairs) values[l] += instance.levels[l].value[At(pair)];
  if (HasFairness(instance)) {
    const Fairness fairness(instance);
    values[At(fairness.level())] += fairness.TotalOf(fairness.Count(instance, pairs));
  }
  if (HasSpread(instance)) {
    const Spread spread(instance);
    values[At(spread.level())] += spread.TotalOf(spread.Count(instance, pairs));
  }
  return values;
}

}  // namespace jiedui::planning
