// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/fillers.h"

#include <algorithm>

#include "scheduler_service/planning/arrays.h"

namespace jiedui::planning {
namespace {

// Of a node, by its item; stays have numbers beyond the items.
int32_t PeriodOf(const Spread& spread, const FlowNode& node) {
  return node.item < spread.items() ? spread.period_of(node.item) : kNone;
}

// A claim counts once in each period that it could go to.
std::vector<int32_t> ClaimsByPeriod(const FlowNetwork& network, const Spread& spread) {
  std::vector<int32_t> claims(At(spread.periods()));
  std::vector<int32_t> counted(claims.size(), kNone);  // the claim that was counted last
  for (int32_t claim = 0; claim < Size(network.claim_person.size()); ++claim)
    for (int32_t arc = network.arc_begin[At(claim)]; arc < network.arc_begin[At(claim) + 1]; ++arc) {
      const int32_t period = PeriodOf(spread, network.nodes[At(network.arc_node[At(arc)])]);
      if (period == kNone || counted[At(period)] == claim) continue;
      counted[At(period)] = claim;
      ++claims[At(period)];
    }
  return claims;
}

class Layout {
 public:
  Layout(const FlowNetwork& network, const Spread& spread, const std::vector<Standing>& standing)
      : network_(network), spread_(spread), standing_(standing) {}

  FilledNetwork Take() && {
    AddNodes();
    FlowNetwork& made = made_.network;
    made.claim_person = network_.claim_person;
    made.arc_begin = network_.arc_begin;
    made.arc_pair = network_.arc_pair;
    for (const int32_t node : network_.arc_node) made.arc_node.push_back(made_.node_of[At(node)]);
    for (int32_t period = 0; period < spread_.periods(); ++period) AddFillers(period);
    ListChildren(made);
    return std::move(made_);
  }

 private:
  // Nodes without a parent come first, and any parent before its children: periods, what is in none, the rest.
  void AddNodes() {
    for (int32_t period = 0; period < spread_.periods(); ++period)
      made_.network.nodes.push_back({.item = kNone, .capacity = standing_[At(period)].most});
    made_.node_of.resize(network_.nodes.size());
    const auto is_outside = [this](const FlowNode& node) {
      return node.parent == kNone && PeriodOf(spread_, node) == kNone;
    };
    for (const bool outside : {true, false})
      for (size_t node = 0; node < network_.nodes.size(); ++node)
        if (is_outside(network_.nodes[node]) == outside) AddNode(node);
  }

  void AddNode(size_t node) {
    made_.node_of[node] = Size(made_.network.nodes.size());
    FlowNode& made = made_.network.nodes.emplace_back(network_.nodes[node]);
    made.parent = made.parent == kNone ? PeriodOf(spread_, made) : made_.node_of[At(made.parent)];
  }

  void AddFillers(int32_t period) {
    FlowNetwork& made = made_.network;
    for (const WorthBlock& block : BlocksAround(spread_, period, standing_[At(period)]))
      for (int32_t step = block.from; step < block.to; ++step) {
        made_.fillers.push_back({period, block.worth});
        made.claim_person.push_back(kNone);
        made.arc_node.push_back(period);
        made.arc_pair.push_back(kNone);
        made.arc_begin.push_back(Size(made.arc_pair.size()));
      }
  }

  const FlowNetwork& network_;
  const Spread& spread_;
  const std::vector<Standing>& standing_;
  FilledNetwork made_;
};

}  // namespace

std::vector<Standing> StandingOfPeriods(const FlowNetwork& network, const Spread& spread,
                                        const std::vector<int32_t>& pinned) {
  const std::vector<int32_t> claims = ClaimsByPeriod(network, spread);
  std::vector<int64_t> seats(claims.size());
  for (const FlowNode& node : network.nodes)
    if (node.parent == kNone && PeriodOf(spread, node) != kNone) seats[At(PeriodOf(spread, node))] += node.capacity;
  std::vector<Standing> standing;
  for (int32_t period = 0; period < spread.periods(); ++period) {
    const auto through = static_cast<int32_t>(std::min<int64_t>(seats[At(period)], claims[At(period)]));
    const int32_t given = pinned[At(period)];
    const int32_t most = std::min(through + 1, spread.pairs_max(period) - given);
    standing.push_back({.pinned = given, .most = most, .chosen = most / 2});
  }
  return standing;
}

FilledNetwork WithFillers(const FlowNetwork& network, const Spread& spread, const std::vector<Standing>& standing) {
  return Layout(network, spread, standing).Take();
}

}  // namespace jiedui::planning
