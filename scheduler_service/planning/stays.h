// SPDX-License-Identifier: Apache-2.0
// The network of an instance with a level of fairness. Whoever of a fair group gets nothing "stays", in one of the
// places that the group has for that, enough for all of its claims: so a flow that seats everybody somewhere says how
// many pairs each group has. What evenness loses by one more who stays rises, so the places are nodes that cost more
// and more, and the cheapest flow takes them in order. Plain values.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/worth_blocks.h"

namespace jiedui::planning {

// Places of those who stay while `block.from` claims of the group are served, and no more while `block.to` are.
struct Stay {
  int32_t group = 0;
  WorthBlock block;
};

struct StayNetwork {
  FlowNetwork network;      // nodes: items, then stays, then quotas; an arc of pair kNone leads to a stay
  int32_t first_stay = 0;   // its node
  std::vector<Stay> stays;  // by group
};

// `network`: of BuildFlow. `standing`: a group, whose `most` are its claims.
StayNetwork WithStays(const FlowNetwork& network, const Fairness& fairness, const std::vector<Standing>& standing);

}  // namespace jiedui::planning
