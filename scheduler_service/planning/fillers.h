// SPDX-License-Identifier: Apache-2.0
// The network of an instance with a level of spread: a node above the items of each period lets all of its pairs
// through. What nobody of them takes there is taken by fillers, claims of nobody: as many as there is room. What
// evenness gains by one more pair of the period falls, so what a filler brings rises by as much: pairs displace the
// fillers that bring least, in order. Plain values.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/spread.h"
#include "scheduler_service/planning/worth_blocks.h"

namespace jiedui::planning {

struct Filler {
  int32_t period = 0;
  int64_t worth = 0;  // to evenness, of the pair that displaces it
};

struct FilledNetwork {
  FlowNetwork network;           // nodes: periods, then what `node_of` says; claims: those before, then one a filler
  std::vector<int32_t> node_of;  // a node of the network before
  std::vector<Filler> fillers;   // their arcs are the last, of pair kNone
};

// Where each period stands: its pinned pairs, and one more than the claims that it can let through, if there is such a
// step: the last filler then always finds room, which keeps the price of the period as low as that pair's worth.
// `pinned`: a period.
std::vector<Standing> StandingOfPeriods(const FlowNetwork& network, const Spread& spread,
                                        const std::vector<int32_t>& pinned);

// `network`: of BuildFlow or WithStays; its first nodes are the items. `standing`: a period.
FilledNetwork WithFillers(const FlowNetwork& network, const Spread& spread, const std::vector<Standing>& standing);

}  // namespace jiedui::planning
