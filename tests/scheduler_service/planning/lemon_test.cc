// SPDX-License-Identifier: Apache-2.0
// The exact case beside LEMON's min-cost flow, on instances too large to look at every plan.
#include <gtest/gtest.h>

#include <algorithm>

#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/level_weights.h"
#include "scheduler_service/planning/solve.h"
#include "tests/scheduler_service/planning/lemon_oracle.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {
namespace {

// The network as LEMON takes it: claims, nodes, and one node more where all begins and ends.
std::vector<OracleArc> ArcsOf(const Instance& instance, const FlowNetwork& network,
                              const std::vector<absl::int128>& level_weights) {
  std::vector<OracleArc> arcs;
  const int32_t nodes = Size(network.nodes.size());
  const int32_t claims = Size(network.claim_person.size());
  for (int32_t v = 0; v < nodes; ++v) {
    const FlowNode& node = network.nodes[At(v)];
    arcs.push_back({v, node.parent == kNone ? nodes + claims : node.parent, node.floor, node.capacity, 0});
  }
  for (int32_t claim = 0; claim < claims; ++claim) {
    arcs.push_back({nodes + claims, nodes + claim, 0, 1, 0});
    for (int32_t arc = network.arc_begin[At(claim)]; arc < network.arc_begin[At(claim) + 1]; ++arc) {
      const absl::int128 weight = WeightOf(instance, level_weights, network.arc_pair[At(arc)]);
      arcs.push_back({nodes + claim, network.arc_node[At(arc)], 0, 1, -static_cast<int64_t>(weight)});
    }
  }
  return arcs;
}

TEST(Lemon, FindsTheSameBest) {
  int plans = 0;
  int without = 0;
  for (uint64_t seed = 1; seed <= 1'500; ++seed) {
    Dice dice(seed);
    const Instance instance = SmallInstance(dice, 40, 8);
    if (!CheckInstance(instance).ok() || !WhyNotExact(instance).empty()) continue;
    const FlowNetwork network = BuildFlow(instance).network;
    if (std::any_of(network.nodes.begin(), network.nodes.end(), [](const auto& node) { return node.capacity < 0; }))
      continue;
    const absl::StatusOr<Answer> answer = Solve(instance);
    ASSERT_TRUE(answer.ok()) << "seed " << seed << ": " << answer.status();
    const std::vector<absl::int128> weights = *LevelWeights(instance);
    const auto lemon = CheapestCirculation(Size(network.nodes.size() + network.claim_person.size() + 1),
                                           ArcsOf(instance, network, weights), OracleMethod::kNetworkSimplex);
    ASSERT_EQ(lemon.has_value(), std::holds_alternative<Solution>(*answer)) << "seed " << seed;
    if (!lemon.has_value()) {
      ++without;
      continue;
    }
    ++plans;
    const Plan& plan = std::get<Solution>(*answer).plan;
    ASSERT_TRUE(plan.optimal()) << "seed " << seed;
    absl::int128 total = 0;
    for (const int32_t pair : plan.pairs)
      if (!std::binary_search(instance.pinned.begin(), instance.pinned.end(), pair))
        total += WeightOf(instance, weights, pair);
    ASSERT_EQ(static_cast<int64_t>(total), -lemon->cost) << "seed " << seed;
  }
  EXPECT_GT(plans, 100);
  EXPECT_GT(without, 10);
}

}  // namespace
}  // namespace jiedui::planning
