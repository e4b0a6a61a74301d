// SPDX-License-Identifier: Apache-2.0
// Where a pair that is not in the network would enter it. Immutable once made.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

class EntryNodes {
 public:
  EntryNodes(const Instance& instance, const FlowNetwork& network) : quotas_(instance.items.size()) {
    for (const FlowNode& node : network.nodes) parent_.push_back(node.parent);
    for (int32_t v = 0; v < Size(network.nodes.size()); ++v)
      if (const int32_t q = network.nodes[At(v)].quota; q != kNone)
        quotas_[At(network.nodes[At(v)].item)].emplace_back(instance.quotas[At(q)].group, v);
  }

  // kNone: the quotas that count the person there are not one within the other.
  int32_t Find(const Instance& instance, int32_t person, int32_t item) const {
    const auto groups = Of(person, instance.group_begin, instance.group);
    int32_t deepest = item;
    int32_t count = 1;
    for (const auto& [group, node] : quotas_[At(item)]) {
      if (!std::binary_search(groups.begin(), groups.end(), group)) continue;
      deepest = node;  // wider ones come first
      ++count;
    }
    for (int32_t node = deepest; node != kNone; node = parent_[At(node)]) --count;
    return count == 0 ? deepest : kNone;
  }

 private:
  std::vector<std::vector<std::pair<int32_t, int32_t>>> quotas_;  // of an item: group, node
  std::vector<int32_t> parent_;
};

}  // namespace jiedui::planning
