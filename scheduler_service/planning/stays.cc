// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/stays.h"

#include <algorithm>
#include <utility>

#include "scheduler_service/planning/arrays.h"

namespace jiedui::planning {
namespace {

class Layout {
 public:
  Layout(const FlowNetwork& network, const Fairness& fairness, const std::vector<Standing>& standing)
      : network_(network), fairness_(fairness) {
    made_.first_stay = static_cast<int32_t>(std::count_if(network.nodes.begin(), network.nodes.end(),
                                                          [](const auto& node) { return node.parent == kNone; }));
    for (int32_t group = 0; group < fairness.groups(); ++group) {
      begin_.push_back(Size(made_.stays.size()));
      for (const WorthBlock& block : BlocksAround(fairness, group, standing[At(group)]))
        made_.stays.push_back({group, block});
    }
    begin_.push_back(Size(made_.stays.size()));
  }

  StayNetwork Take() && {
    AddNodes();
    made_.network.claim_person = network_.claim_person;
    made_.network.arc_begin.push_back(0);
    for (int32_t claim = 0; claim < Size(network_.claim_person.size()); ++claim) AddArcs(claim);
    ListChildren(made_.network);
    return std::move(made_);
  }

 private:
  // Stays come between: nodes without a parent come first.
  int32_t Shifted(int32_t node) const { return node < made_.first_stay ? node : node + Size(made_.stays.size()); }

  void AddNodes() {
    std::vector<FlowNode>& nodes = made_.network.nodes;
    for (int32_t node = 0; node < made_.first_stay; ++node) nodes.push_back(network_.nodes[At(node)]);
    for (const Stay& stay : made_.stays)
      nodes.push_back({.item = Size(nodes.size()), .capacity = stay.block.to - stay.block.from});
    for (size_t node = At(made_.first_stay); node < network_.nodes.size(); ++node) {
      nodes.push_back(network_.nodes[node]);
      nodes.back().parent = Shifted(nodes.back().parent);
    }
  }

  void AddArcs(int32_t claim) {
    FlowNetwork& made = made_.network;
    for (int32_t arc = network_.arc_begin[At(claim)]; arc < network_.arc_begin[At(claim) + 1]; ++arc) {
      made.arc_node.push_back(Shifted(network_.arc_node[At(arc)]));
      made.arc_pair.push_back(network_.arc_pair[At(arc)]);
    }
    const int32_t group = fairness_.group_of(network_.claim_person[At(claim)]);
    for (int32_t k = group == kNone ? 0 : begin_[At(group)]; group != kNone && k < begin_[At(group) + 1]; ++k) {
      made.arc_node.push_back(made_.first_stay + k);
      made.arc_pair.push_back(kNone);
    }
    made.arc_begin.push_back(Size(made.arc_pair.size()));
  }

  const FlowNetwork& network_;
  const Fairness& fairness_;
  StayNetwork made_;
  std::vector<int32_t> begin_;  // stays of a group
};

}  // namespace

StayNetwork WithStays(const FlowNetwork& network, const Fairness& fairness, const std::vector<Standing>& standing) {
  return Layout(network, fairness, standing).Take();
}

}  // namespace jiedui::planning
