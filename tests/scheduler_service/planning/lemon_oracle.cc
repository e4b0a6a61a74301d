// SPDX-License-Identifier: Apache-2.0
#include "tests/scheduler_service/planning/lemon_oracle.h"

#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <ctime>

namespace jiedui {
namespace {

using Graph = lemon::SmartDigraph;

// Of this thread: other processes do not count.
double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <typename Algorithm>
std::optional<OracleResult> Run(const Graph& graph, const std::vector<OracleArc>& arcs) {
  Graph::ArcMap<int64_t> least(graph);
  Graph::ArcMap<int64_t> most(graph);
  Graph::ArcMap<int64_t> cost(graph);
  for (size_t k = 0; k < arcs.size(); ++k) {
    const Graph::Arc arc = Graph::arcFromId(static_cast<int>(k));
    least[arc] = arcs[k].least;
    most[arc] = arcs[k].most;
    cost[arc] = arcs[k].cost;
  }
  Algorithm algorithm(graph);
  algorithm.lowerMap(least).upperMap(most).costMap(cost);
  const double start = CpuSeconds();
  if (algorithm.run() != Algorithm::OPTIMAL) return std::nullopt;
  const double seconds = CpuSeconds() - start;
  return OracleResult{algorithm.template totalCost<int64_t>(), seconds};
}

}  // namespace

std::optional<OracleResult> CheapestCirculation(int32_t nodes, const std::vector<OracleArc>& arcs,
                                                OracleMethod method) {
  Graph graph;
  graph.reserveNode(nodes);
  graph.reserveArc(static_cast<int>(arcs.size()));
  for (int32_t k = 0; k < nodes; ++k) graph.addNode();
  for (const OracleArc& arc : arcs) graph.addArc(Graph::nodeFromId(arc.from), Graph::nodeFromId(arc.to));
  if (method == OracleMethod::kNetworkSimplex) return Run<lemon::NetworkSimplex<Graph, int64_t, int64_t>>(graph, arcs);
  return Run<lemon::CostScaling<Graph, int64_t, int64_t>>(graph, arcs);
}

}  // namespace jiedui
