// SPDX-License-Identifier: Apache-2.0
// The exact case as a network: claims (a person in one period) enter at nodes (an item, or one of its quotas) and flow
// up from quota to wider quota to item. At most one arc of a claim is used; a node lets `floor` to `capacity` through.
// Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

inline constexpr int32_t kNone = -1;

struct FlowNode {
  int32_t parent = kNone;  // of lower index; kNone: an item itself
  int32_t item = 0;
  int32_t quota = kNone;  // kNone: an item itself
  int32_t floor = 0;
  int32_t capacity = 0;
};

struct FlowNetwork {
  std::vector<FlowNode> nodes;       // node j is item j, then the quotas, wider ones first
  std::vector<int32_t> child_begin;  // nodes + 1
  std::vector<int32_t> child;

  std::vector<int32_t> claim_person;
  std::vector<int32_t> arc_begin;  // claims + 1
  std::vector<int32_t> arc_node;   // where the arc enters
  std::vector<int32_t> arc_pair;   // of the instance

  // Pinned pairs, taken out: their seats are already off the nodes' floors and capacities. A capacity below 0: too
  // many.
  std::vector<int32_t> pinned;
  std::vector<int32_t> pinned_node;
};

// `why_not`: what keeps the instance from being one, in words; then the network is none.
struct FlowCase {
  FlowNetwork network;
  std::vector<std::string> why_not;
};

// Sets child_begin and child from the parents.
void ListChildren(FlowNetwork& network);

// `instance` is a checked one. Time: linear in the pairs, times the groups of a person.
FlowCase BuildFlow(const Instance& instance);

}  // namespace jiedui::planning
