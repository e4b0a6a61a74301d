// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/flow_solver.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/conflict.h"
#include "scheduler_service/planning/even_flow.h"
#include "scheduler_service/planning/flow_prices.h"
#include "scheduler_service/planning/flow_width.h"
#include "scheduler_service/planning/level_by_level.h"
#include "scheduler_service/planning/level_values.h"
#include "scheduler_service/planning/level_weights.h"
#include "scheduler_service/planning/primal_dual.h"

namespace jiedui::planning {
namespace {

using absl::int128;

int128 Magnitude(int128 value) { return value < 0 ? -value : value; }

int128 LargestWeight(const Instance& instance, const FlowNetwork& network, const std::vector<int128>& level_weights) {
  int128 largest = 0;
  for (const int32_t pair : network.arc_pair)
    largest = std::max(largest, Magnitude(WeightOf(instance, level_weights, pair)));
  return largest;
}

std::vector<int32_t> ChosenPairs(const FlowNetwork& network, const std::vector<int32_t>& held) {
  std::vector<int32_t> pairs = network.pinned;
  for (const int32_t arc : held)
    if (arc != kNone) pairs.push_back(network.arc_pair[At(arc)]);
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

template <typename W>
absl::StatusOr<Answer> SolveWith(const Instance& instance, const FlowNetwork& network,
                                 const std::vector<int128>& level_weights, W floor_bonus, Meter& meter) {
  std::vector<W> weight(network.arc_pair.size());
  for (size_t arc = 0; arc < weight.size(); ++arc)
    weight[arc] = static_cast<W>(WeightOf(instance, level_weights, network.arc_pair[arc]));
  PrimalDual<W> flow(network, weight, floor_bonus, meter);
  flow.Run();
  if (!FloorsHold(network, flow.flow())) {
    if (meter.exhausted()) return absl::ResourceExhaustedError("the budget ended before any plan keeps the floors");
    return ProveInfeasible(instance, network, meter);
  }
  Solution solution;
  solution.plan.pairs = ChosenPairs(network, flow.held());
  solution.plan.value = ValuesOf(instance, solution.plan.pairs);
  solution.plan.method = Method::kFlow;
  Prices prices = PricesOf(instance, network, level_weights, weight, flow.price());
  solution.plan.bound = BoundsOf(instance, prices, solution.plan.value);
  solution.certificate.proofs.push_back(std::move(prices));
  return solution;
}

}  // namespace

absl::StatusOr<Answer> SolveFlow(const Instance& instance, const FlowNetwork& network, Meter& meter) {
  const bool too_many_pins =
      std::any_of(network.nodes.begin(), network.nodes.end(), [](const FlowNode& node) { return node.capacity < 0; });
  if (too_many_pins) return ProveInfeasible(instance, network, meter);
  const absl::StatusOr<std::vector<int128>> level_weights = LevelWeights(instance);
  absl::StatusOr<Answer> answer =
      level_weights.ok() ? SolveFlowAt(instance, network, *level_weights, meter) : level_weights.status();
  if (!absl::IsOutOfRange(answer.status())) return answer;
  return SolveLevels(instance, network, meter);
}

absl::StatusOr<Answer> SolveFlowAt(const Instance& instance, const FlowNetwork& network,
                                   const std::vector<int128>& level_weights, Meter& meter) {
  if (HasEvenness(instance)) return SolveEvenFlow(instance, network, level_weights, meter);
  return AtWidth(network, LargestWeight(instance, network, level_weights), [&](auto floor_bonus) {
    return SolveWith<decltype(floor_bonus)>(instance, network, level_weights, floor_bonus, meter);
  });
}

}  // namespace jiedui::planning
