// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/flow_solver.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/conflict.h"
#include "scheduler_service/planning/flow_prices.h"
#include "scheduler_service/planning/level_weights.h"
#include "scheduler_service/planning/primal_dual.h"

namespace jiedui::planning {
namespace {

using absl::int128;

constexpr int128 kSmallMax = int128{1} << 30;
constexpr int128 kNarrowMax = int128{1} << 60;
constexpr int128 kWideMax = int128{1} << 98;  // times people, it still fits 128 bits

int128 Magnitude(int128 value) { return value < 0 ? -value : value; }

int128 LargestWeight(const Instance& instance, const FlowNetwork& network, const std::vector<int128>& level_weights) {
  int128 largest = 0;
  for (const int32_t pair : network.arc_pair)
    largest = std::max(largest, Magnitude(WeightOf(instance, level_weights, pair)));
  return largest;
}

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

// More than any chain of moves can win or lose otherwise: a chain passes a node once, so it has at most one mover a
// node.
int128 FloorBonus(const FlowNetwork& network, int128 largest_weight) {
  if (NestedFloors(network) == 0) return 0;
  return 2 * largest_weight * static_cast<int64_t>(network.nodes.size() + 2) + 1;
}

bool FloorsHold(const FlowNetwork& network, const std::vector<int32_t>& flow) {
  for (size_t v = 0; v < network.nodes.size(); ++v)
    if (flow[v] < network.nodes[v].floor) return false;
  return true;
}

std::vector<int32_t> ChosenPairs(const FlowNetwork& network, const std::vector<int32_t>& held) {
  std::vector<int32_t> pairs = network.pinned;
  for (const int32_t arc : held)
    if (arc != kNone) pairs.push_back(network.arc_pair[At(arc)]);
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

std::vector<int64_t> ValuesOf(const Instance& instance, const std::vector<int32_t>& pairs) {
  std::vector<int64_t> values(instance.levels.size());
  for (size_t l = 0; l < values.size(); ++l)
    for (const int32_t pair : pairs) values[l] += instance.levels[l].value[At(pair)];
  return values;
}

int64_t FloorDivide(int128 dividend, int128 divisor) {
  const int128 quotient = dividend / divisor;
  return static_cast<int64_t>(dividend % divisor < 0 ? quotient - 1 : quotient);
}

// What the one proof says of each level, given the plan's values at the levels before.
std::vector<int64_t> BoundsOf(const Instance& instance, const Prices& prices, const std::vector<int64_t>& value) {
  int128 worth = WorthOf(instance, prices);
  std::vector<LevelRange> ranges;
  for (const Level& level : instance.levels) ranges.push_back(RangeOf(instance, level));
  std::vector<int64_t> bounds(value.size());
  for (size_t l = 0; l < bounds.size(); ++l) {
    int128 rest = worth;
    for (size_t k = l + 1; k < bounds.size(); ++k) rest -= prices.level_weight[k] * ranges[k].least;
    const int128 most = ranges[l].most;
    bounds[l] =
        rest >= prices.level_weight[l] * (most + 1) ? ranges[l].most : FloorDivide(rest, prices.level_weight[l]);
    worth -= prices.level_weight[l] * value[l];
  }
  return bounds;
}

template <typename W>
absl::StatusOr<Answer> SolveWith(const Instance& instance, const FlowNetwork& network,
                                 std::vector<int128> level_weights, int128 floor_bonus, Meter& meter) {
  std::vector<W> weight(network.arc_pair.size());
  for (size_t arc = 0; arc < weight.size(); ++arc)
    weight[arc] = static_cast<W>(WeightOf(instance, level_weights, network.arc_pair[arc]));
  PrimalDual<W> flow(network, weight, static_cast<W>(floor_bonus), meter);
  flow.Run();
  if (!FloorsHold(network, flow.flow())) {
    if (meter.exhausted()) return absl::ResourceExhaustedError("the budget ended before any plan keeps the floors");
    return ProveInfeasible(instance, network, meter);
  }
  Solution solution;
  solution.plan.pairs = ChosenPairs(network, flow.held());
  solution.plan.value = ValuesOf(instance, solution.plan.pairs);
  solution.plan.method = Method::kFlow;
  Prices prices = PricesOf(instance, network, std::move(level_weights), weight, flow.price());
  solution.plan.bound = BoundsOf(instance, prices, solution.plan.value);
  solution.certificate.proofs.push_back(std::move(prices));
  return solution;
}

}  // namespace

absl::StatusOr<Answer> SolveFlow(const Instance& instance, const FlowNetwork& network, Meter& meter) {
  const bool too_many_pins =
      std::any_of(network.nodes.begin(), network.nodes.end(), [](const FlowNode& node) { return node.capacity < 0; });
  if (too_many_pins) return ProveInfeasible(instance, network, meter);
  ASSIGN_OR_RETURN(std::vector<int128> level_weights, LevelWeights(instance));
  const int128 largest = LargestWeight(instance, network, level_weights);
  const int128 floor_bonus = FloorBonus(network, largest);
  const int64_t factor = NestedFloors(network) + 2;
  if (largest > kWideMax / factor || floor_bonus > kWideMax / factor)
    return absl::OutOfRangeError("the levels do not fit 98 bits together with the floors: use smaller values");
  const int128 reach = 2 * (largest + floor_bonus * factor);
  if (reach < kSmallMax) return SolveWith<int32_t>(instance, network, std::move(level_weights), floor_bonus, meter);
  return reach < kNarrowMax ? SolveWith<int64_t>(instance, network, std::move(level_weights), floor_bonus, meter)
                            : SolveWith<int128>(instance, network, std::move(level_weights), floor_bonus, meter);
}

}  // namespace jiedui::planning
