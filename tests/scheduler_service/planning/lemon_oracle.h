// SPDX-License-Identifier: Apache-2.0
// LEMON's min-cost flow, to be compared with. Its headers want C++17, so they stay in the .cc, which is built so.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace jiedui {

struct OracleArc {
  int32_t from = 0;
  int32_t to = 0;
  int64_t least = 0;
  int64_t most = 0;
  int64_t cost = 0;
};

enum class OracleMethod { kNetworkSimplex, kCostScaling };

struct OracleResult {
  int64_t cost = 0;
  double seconds = 0;  // of processor time, of the algorithm alone, without building its graph
};

// Any circulation of least cost over `nodes` nodes; nullopt: there is none.
std::optional<OracleResult> CheapestCirculation(int32_t nodes, const std::vector<OracleArc>& arcs, OracleMethod method);

}  // namespace jiedui
