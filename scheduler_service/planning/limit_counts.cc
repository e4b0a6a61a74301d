// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/limit_counts.h"

#include <algorithm>
#include <utility>

#include "scheduler_service/planning/arrays.h"

namespace jiedui::planning {

LimitCounts CountLimits(const Instance& instance, const std::vector<int32_t>& pairs) {
  LimitCounts counts{.item = std::vector<int32_t>(instance.items.size()), .quota = {}};
  std::vector<std::pair<int32_t, int32_t>> counted;  // group, item
  for (const int32_t pair : pairs) {
    const int32_t item = instance.pair_item[At(pair)];
    ++counts.item[At(item)];
    for (const int32_t group : Of(PersonOfPair(instance, pair), instance.group_begin, instance.group))
      counted.emplace_back(group, item);
  }
  std::sort(counted.begin(), counted.end());
  counts.quota.reserve(instance.quotas.size());
  for (const Quota& quota : instance.quotas) {
    const auto [first, last] = std::equal_range(counted.begin(), counted.end(), std::pair(quota.group, quota.item));
    counts.quota.push_back(static_cast<int32_t>(last - first));
  }
  return counts;
}

}  // namespace jiedui::planning
