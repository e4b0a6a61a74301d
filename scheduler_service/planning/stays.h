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

namespace jiedui::planning {

// Claims of a group: `pinned` pairs are given already, and `served` of its claims had one in the plan before.
struct FairClaims {
  int32_t pinned = 0;
  int32_t claims = 0;
  int32_t served = 0;
};

// Places of those who stay while `from` claims of the group are served, and no more while `to` are. Each costs `worth`.
struct Stay {
  int32_t group = 0;
  int32_t from = 0;
  int32_t to = 0;
  int64_t worth = 0;
};

// Of one group, ascending, together 0 to its claims. Next to `served` one place each, at its true worth; the further
// away, the more of them together, at their mean worth, rounded such that fairness looks no better than it is: what is
// best then is better than the plan before, or that one was the best.
std::vector<Stay> StaysAround(const Fairness& fairness, int32_t group, const FairClaims& claims);

struct StayNetwork {
  FlowNetwork network;      // nodes: items, then stays, then quotas; an arc of pair kNone leads to a stay
  int32_t first_stay = 0;   // its node
  std::vector<Stay> stays;  // by group
};

// `network`: of BuildFlow. `claims`: a group.
StayNetwork WithStays(const FlowNetwork& network, const Fairness& fairness, const std::vector<FairClaims>& claims);

}  // namespace jiedui::planning
