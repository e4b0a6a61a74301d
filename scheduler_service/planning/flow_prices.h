// SPDX-License-Identifier: Apache-2.0
// From the prices of a network's nodes to those of the instance's seats, quotas and people. Pure.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/level_weights.h"
#include "scheduler_service/planning/plan.h"

namespace jiedui::planning {

// `node_price` for entering at each node; `weight` of each arc; `level_weights` made the weights.
template <typename W>
Prices PricesOf(const Instance& instance, const FlowNetwork& network, std::vector<absl::int128> level_weights,
                const std::vector<W>& weight, const std::vector<W>& node_price) {
  Prices prices{.level_weight = std::move(level_weights)};
  prices.seat.resize(instance.items.size());
  prices.quota.resize(instance.quotas.size());
  prices.person.resize(At(instance.people));
  for (size_t v = 0; v < network.nodes.size(); ++v) {
    const FlowNode& node = network.nodes[v];
    if (node.quota == kNone)
      prices.seat[At(node.item)] = node_price[v];
    else
      prices.quota[At(node.quota)] = node_price[v] - node_price[At(node.parent)];
  }
  for (int32_t claim = 0; claim < Size(network.claim_person.size()); ++claim) {
    W best = 0;
    for (int32_t arc = network.arc_begin[At(claim)]; arc < network.arc_begin[At(claim) + 1]; ++arc)
      best = std::max(best, weight[At(arc)] - node_price[At(network.arc_node[At(arc)])]);
    prices.person[At(network.claim_person[At(claim)])] += best;
  }
  const std::vector<int32_t>& begin = instance.pair_begin;
  for (size_t k = 0; k < network.pinned.size(); ++k) {
    const auto end = std::upper_bound(begin.begin(), begin.end(), network.pinned[k]);
    prices.person[static_cast<size_t>(end - begin.begin()) - 1] +=
        WeightOf(instance, prices.level_weight, network.pinned[k]) - node_price[At(network.pinned_node[k])];
  }
  return prices;
}

// The right side of the proof (plan.h): what all people gain, and what all seats, quotas, fair groups and periods
// are worth, at the prices.
absl::int128 WorthOf(const Instance& instance, const Prices& prices);

// What values, one a level, come to at the proof's weights, in its units. Never more than WorthOf: a plan with as much
// has the largest sum of all.
absl::int128 SumOf(const Prices& prices, const std::vector<int64_t>& value);

// What the one proof, whose denominator is 1 and whose weights are above 0, says of each level, given the plan's values
// at the levels before.
std::vector<int64_t> BoundsOf(const Instance& instance, const Prices& prices, const std::vector<int64_t>& value);

}  // namespace jiedui::planning
