// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/flow_width.h"

#include <algorithm>

#include "scheduler_service/planning/arrays.h"

namespace jiedui::planning {
namespace {

using absl::int128;

constexpr int128 kWeightMax = int128{1} << 98;

// The floors on the deepest way up.
int64_t NestedFloors(const FlowNetwork& network) {
  std::vector<int64_t> floors(network.nodes.size());
  int64_t most = 0;
  for (size_t v = 0; v < network.nodes.size(); ++v) {
    const FlowNode& node = network.nodes[v];
    floors[v] = (node.parent == kNone ? 0 : floors[At(node.parent)]) + (node.floor > 0 ? 1 : 0);
    most = std::max(most, floors[v]);
  }
  return most;
}

}  // namespace

// A chain passes a node once, so it has at most one mover a node.
std::optional<FloorBonus> FloorBonusOf(const FlowNetwork& network, int128 largest) {
  const int64_t nested = NestedFloors(network);
  const int64_t factor = nested + 2;
  if (largest > kWeightMax / factor) return std::nullopt;
  const int128 bonus = nested == 0 ? int128{0} : 2 * largest * static_cast<int64_t>(network.nodes.size() + 2) + 1;
  if (bonus > kWeightMax / factor) return std::nullopt;
  return FloorBonus{.bonus = bonus, .reach = 2 * (largest + bonus * factor)};
}

bool FloorsHold(const FlowNetwork& network, const std::vector<int32_t>& flow) {
  for (size_t v = 0; v < network.nodes.size(); ++v)
    if (flow[v] < network.nodes[v].floor) return false;
  return true;
}

}  // namespace jiedui::planning
