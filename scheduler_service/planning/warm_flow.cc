// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/warm_flow.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/flow_width.h"
#include "scheduler_service/planning/level_values.h"
#include "scheduler_service/planning/level_weights.h"
#include "scheduler_service/planning/residual.h"

namespace jiedui::planning {
namespace {

// A fraction of what a flow from nothing costs: less where nothing says that the filling is near.
constexpr int64_t kLooksPerPair = 10;
constexpr int64_t kLooksPerPairFromBase = 60;
constexpr int64_t kLooksAtLeast = 10'000;
constexpr size_t kFewValues = 32;
constexpr int32_t kPairsAsked = 4096;  // enough to tell ranks from marks

class Filling {
 public:
  Filling(const Instance& instance, const FlowNetwork& network)
      : instance_(instance),
        network_(network),
        flow_(network.nodes.size()),
        held_(network.claim_person.size(), kNone) {}

  void KeepBase() {
    for (int32_t claim = 0; claim < Size(held_.size()); ++claim)
      for (int32_t arc = Begin(claim); arc < Begin(claim + 1) && held_[At(claim)] == kNone; ++arc)
        if (std::binary_search(instance_.base.begin(), instance_.base.end(), network_.arc_pair[At(arc)]) &&
            HasRoom(arc))
          Take(claim, arc);
  }

  // The best of what is free, claim by claim.
  void FillUp(const std::vector<absl::int128>& level_weights) {
    for (int32_t claim = 0; claim < Size(held_.size()); ++claim) {
      if (held_[At(claim)] != kNone) continue;
      int32_t best = kNone;
      absl::int128 most = 0;
      for (int32_t arc = Begin(claim); arc < Begin(claim + 1); ++arc) {
        const absl::int128 weight = WeightOf(instance_, level_weights, network_.arc_pair[At(arc)]);
        if (weight <= most || !HasRoom(arc)) continue;
        best = arc;
        most = weight;
      }
      if (best != kNone) Take(claim, best);
    }
  }

  const std::vector<int32_t>& flow() const { return flow_; }

  std::vector<int32_t> Pairs() const {
    std::vector<int32_t> pairs = network_.pinned;
    for (const int32_t arc : held_)
      if (arc != kNone) pairs.push_back(network_.arc_pair[At(arc)]);
    std::sort(pairs.begin(), pairs.end());
    return pairs;
  }

 private:
  int32_t Begin(int32_t claim) const { return network_.arc_begin[At(claim)]; }

  bool HasRoom(int32_t arc) const {
    for (int32_t node = network_.arc_node[At(arc)]; node != kNone; node = network_.nodes[At(node)].parent)
      if (flow_[At(node)] >= network_.nodes[At(node)].capacity) return false;
    return true;
  }

  void Take(int32_t claim, int32_t arc) {
    held_[At(claim)] = arc;
    for (int32_t node = network_.arc_node[At(arc)]; node != kNone; node = network_.nodes[At(node)].parent)
      ++flow_[At(node)];
  }

  const Instance& instance_;
  const FlowNetwork& network_;
  std::vector<int32_t> flow_;
  std::vector<int32_t> held_;  // the arc of a claim, or kNone
};

}  // namespace

bool IsWarmStartWorthIt(const Instance& instance) {
  return std::any_of(instance.levels.begin(), instance.levels.end(), [](const Level& level) {
    const auto end = level.value.begin() + std::min(Size(level.value.size()), kPairsAsked);
    return std::set<int64_t>(level.value.begin(), end).size() > kFewValues;
  });
}

std::optional<Solution> SolveFromFilling(const Instance& instance, const FlowNetwork& network, Meter& meter) {
  if (meter.exhausted() || HasEvenness(instance)) return std::nullopt;
  const auto level_weights = LevelWeights(instance);
  if (!level_weights.ok()) return std::nullopt;
  Filling filling(instance, network);
  filling.KeepBase();
  filling.FillUp(*level_weights);
  if (!FloorsHold(network, filling.flow())) return std::nullopt;
  const std::vector<int32_t> pairs = filling.Pairs();
  const int64_t looks_per_pair = instance.base.empty() ? kLooksPerPair : kLooksPerPairFromBase;
  const int64_t looks_max = std::max(kLooksAtLeast, looks_per_pair * instance.pairs());
  const auto improved = Residual::Improve(instance, network, pairs, looks_max);
  meter.Spend(instance.pairs(), "flow", Size(pairs.size()));  // a proven optimum counts even if it used up the budget
  if (!improved.ok()) return std::nullopt;
  return improved->ToSolution(instance);
}

}  // namespace jiedui::planning
