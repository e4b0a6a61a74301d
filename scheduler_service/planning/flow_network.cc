// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/flow_network.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"
#include "scheduler_service/planning/claims.h"

namespace jiedui::planning {
namespace {

// The quotas of each item, and which of them a pair counts for.
class QuotaIndex {
 public:
  explicit QuotaIndex(const Instance& instance) : instance_(instance), begin_(instance.items.size() + 1) {
    for (int32_t q = 0; q < Size(instance.quotas.size()); ++q) order_.push_back(q);
    std::sort(order_.begin(), order_.end(), [&instance](int32_t a, int32_t b) {
      const Quota& left = instance.quotas[At(a)];
      const Quota& right = instance.quotas[At(b)];
      return std::pair(left.item, left.group) < std::pair(right.item, right.group);
    });
    for (const Quota& quota : instance.quotas) ++begin_[At(quota.item) + 1];
    for (size_t j = 1; j < begin_.size(); ++j) begin_[j] += begin_[j - 1];
  }

  // Fills `quotas` with those that count the person in the item.
  void Find(int32_t person, int32_t item, std::vector<int32_t>& quotas) const {
    quotas.clear();
    const auto groups = Of(person, instance_.group_begin, instance_.group);
    auto group = groups.begin();
    for (int32_t k = begin_[At(item)]; k < begin_[At(item) + 1] && group != groups.end(); ++k) {
      const int32_t wanted = instance_.quotas[At(order_[At(k)])].group;
      group = std::lower_bound(group, groups.end(), wanted);
      if (group != groups.end() && *group == wanted) quotas.push_back(order_[At(k)]);
    }
  }

 private:
  const Instance& instance_;
  std::vector<int32_t> order_;  // quotas by item, then group
  std::vector<int32_t> begin_;  // of an item in order_
};

class Builder {
 public:
  explicit Builder(const Instance& instance) : instance_(instance), index_(instance) {}

  FlowCase Take() && {
    const std::vector<bool> stands = StandingPairs(instance_);
    for (size_t j = 0; j < instance_.items.size(); ++j)
      if (instance_.items[j].seats_min > 0)
        return Refused(absl::StrCat("items[", j, "]: whether it runs depends on seats_min"));
    Claims claims = CutIntoClaims(instance_, stands);
    flow_.why_not = std::move(claims.why_not);
    if (!flow_.why_not.empty()) return std::move(flow_);
    network().claim_person = std::move(claims.person);
    network().arc_begin = std::move(claims.begin);
    network().arc_pair = std::move(claims.pair);
    network().pinned = instance_.pinned;
    AddNodes();
    if (!EnterArcs()) return std::move(flow_);
    TakeOutPins();
    ListChildren(network());
    return std::move(flow_);
  }

 private:
  FlowNetwork& network() { return flow_.network; }

  FlowCase Refused(std::string why) {
    flow_.why_not.push_back(std::move(why));
    return std::move(flow_);
  }

  // Wider quotas come before those within them: a quota counts at most as many candidates as the one around it.
  void AddNodes() {
    std::vector<int32_t> candidates(instance_.quotas.size());
    ForEachEntry([&](int32_t) {
      for (const int32_t q : quotas_) ++candidates[At(q)];
      return true;
    });
    std::vector<int32_t> order(instance_.quotas.size());
    for (int32_t q = 0; q < Size(order.size()); ++q) order[At(q)] = q;
    std::stable_sort(order.begin(), order.end(),
                     [&](int32_t a, int32_t b) { return candidates[At(a)] > candidates[At(b)]; });
    for (int32_t j = 0; j < Size(instance_.items.size()); ++j)
      network().nodes.push_back({.item = j, .capacity = instance_.items[At(j)].seats});
    node_of_.resize(instance_.quotas.size());
    for (const int32_t q : order) {
      const Quota& quota = instance_.quotas[At(q)];
      node_of_[At(q)] = Size(network().nodes.size());
      network().nodes.push_back({.item = quota.item, .quota = q, .floor = quota.floor, .capacity = quota.ceiling});
    }
  }

  bool EnterArc(int32_t entry) {
    std::sort(quotas_.begin(), quotas_.end(),
              [this](int32_t a, int32_t b) { return node_of_[At(a)] < node_of_[At(b)]; });
    int32_t node = item_;
    for (const int32_t q : quotas_) {
      int32_t& parent = network().nodes[At(node_of_[At(q)])].parent;
      if (parent != kNone && parent != node) {
        flow_.why_not.push_back(
            absl::StrCat("quotas[", q, "]: its group crosses that of another quota of items[", item_, "]"));
        return false;
      }
      parent = node;
      node = node_of_[At(q)];
    }
    const int32_t arcs = Size(network().arc_pair.size());
    (entry < arcs ? network().arc_node[At(entry)] : network().pinned_node[At(entry - arcs)]) = node;
    return true;
  }

  // Where each arc enters; the chain of a pair's quotas gives the parents. False: quotas cross.
  bool EnterArcs() {
    network().arc_node.resize(network().arc_pair.size());
    network().pinned_node.resize(network().pinned.size());
    const bool nested = ForEachEntry([this](int32_t entry) { return EnterArc(entry); });
    for (FlowNode& node : network().nodes)
      if (node.quota != kNone && node.parent == kNone) node.parent = node.item;  // counts nobody
    return nested;
  }

  // Calls visit(entry) for each arc, then each pin, with item_ and quotas_ set, until it says false.
  template <typename Visit>
  bool ForEachEntry(Visit visit) {
    int32_t arc = 0;
    for (int32_t claim = 0; claim < Size(network().claim_person.size()); ++claim)
      for (; arc < network().arc_begin[At(claim) + 1]; ++arc) {
        Look(network().claim_person[At(claim)], network().arc_pair[At(arc)]);
        if (!visit(arc)) return false;
      }
    const std::vector<int32_t>& begin = instance_.pair_begin;
    for (const int32_t pair : network().pinned) {
      const auto end = std::upper_bound(begin.begin(), begin.end(), pair);
      Look(static_cast<int32_t>(end - begin.begin()) - 1, pair);
      if (!visit(arc++)) return false;
    }
    return true;
  }

  void Look(int32_t person, int32_t pair) {
    item_ = instance_.pair_item[At(pair)];
    index_.Find(person, item_, quotas_);
  }

  void TakeOutPins() {
    for (int32_t node : network().pinned_node)
      for (; node != kNone; node = network().nodes[At(node)].parent) {
        --network().nodes[At(node)].capacity;
        network().nodes[At(node)].floor = std::max(0, network().nodes[At(node)].floor - 1);
      }
  }

  const Instance& instance_;
  const QuotaIndex index_;
  FlowCase flow_;
  std::vector<int32_t> node_of_;  // a quota
  int32_t item_ = 0;              // of the entry at hand
  std::vector<int32_t> quotas_;
};

}  // namespace

void ListChildren(FlowNetwork& network) {
  std::vector<int32_t>& begin = network.child_begin;
  begin.assign(network.nodes.size() + 1, 0);
  for (const FlowNode& node : network.nodes)
    if (node.parent != kNone) ++begin[At(node.parent) + 1];
  for (size_t v = 1; v < begin.size(); ++v) begin[v] += begin[v - 1];
  network.child.resize(At(begin.back()));
  std::vector<int32_t> next(begin.begin(), begin.end() - 1);
  for (int32_t v = 0; v < Size(network.nodes.size()); ++v)
    if (const int32_t parent = network.nodes[At(v)].parent; parent != kNone) network.child[At(next[At(parent)]++)] = v;
}

FlowCase BuildFlow(const Instance& instance) { return Builder(instance).Take(); }

}  // namespace jiedui::planning
