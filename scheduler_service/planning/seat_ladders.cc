// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/seat_ladders.h"

#include <algorithm>
#include <utility>

namespace jiedui::planning {

bool Ladder::Admits(const Rung& rung, int32_t claim, int32_t node, Worth weight) const {
  for (const Entered& other : rung.entered)
    if (other.claim == claim) return other.may_have_item;
  const auto entry = std::lower_bound(entries.begin(), entries.end(), node);
  if (entry == entries.end() || *entry != node) return false;
  const std::optional<Worth>& entry_cost = rung.cost[static_cast<size_t>(entry - entries.begin())];
  return entry_cost.has_value() && *entry_cost == weight;
}

bool Ladder::HasEntered(const Rung& rung, int32_t claim) {
  return std::any_of(rung.entered.begin(), rung.entered.end(),
                     [&](const Entered& other) { return other.claim == claim && other.may_have_item; });
}

SeatLadders::SeatLadders(const Residual& residual) {
  const FlowNetwork& network = residual.network();
  std::vector<bool> is_entry(network.nodes.size());
  least_.resize(network.nodes.size());
  entries_.resize(network.nodes.size());
  for (int32_t claim = 0; claim < Size(network.claim_person.size()); ++claim) {
    if (residual.held(claim) != kNone) continue;
    for (int32_t arc = network.arc_begin[At(claim)]; arc < network.arc_begin[At(claim) + 1]; ++arc) {
      const int32_t node = network.arc_node[At(arc)];
      least_[At(node)] = is_entry[At(node)] ? std::min(least_[At(node)], residual.weight(arc)) : residual.weight(arc);
      is_entry[At(node)] = true;
    }
  }
  for (int32_t node = 0; node < residual.outside(); ++node)
    if (is_entry[At(node)]) entries_[At(network.nodes[At(node)].item)].push_back(node);
}

const std::vector<Ladder>& SeatLadders::Of(int32_t item, Residual& residual) {
  const auto [place, is_new] = ladders_.try_emplace(item);
  if (!is_new) return place->second;
  place->second = FindLadders(item, residual);
  for (Ladder& ladder : place->second) Climb(ladder, residual);
  return place->second;
}

// Full nodes from the item down to the entry.
std::vector<int32_t> SeatLadders::FullNodes(int32_t entry, const Residual& residual) {
  std::vector<int32_t> full;
  for (int32_t node = entry; node != kNone; node = residual.network().nodes[At(node)].parent)
    if (residual.IsFull(node)) full.push_back(node);
  std::reverse(full.begin(), full.end());
  full.resize(std::min(full.size(), kFullNodesMax));
  return full;
}

// Every set of limits that hold somebody back on their way up.
std::vector<Ladder> SeatLadders::FindLadders(int32_t item, const Residual& residual) const {
  std::map<std::pair<size_t, std::vector<int32_t>>, std::vector<int32_t>> entries_of;  // fewer nodes first
  for (const int32_t entry : entries_[At(item)]) {
    const std::vector<int32_t> full = FullNodes(entry, residual);
    for (uint32_t subset = 1; subset < 1U << full.size(); ++subset) {
      std::vector<int32_t> nodes;
      for (size_t k = 0; k < full.size(); ++k)
        if ((subset >> k & 1U) != 0) nodes.push_back(full[k]);
      entries_of[{nodes.size(), nodes}].push_back(entry);
    }
  }
  std::vector<Ladder> ladders;
  ladders.reserve(entries_of.size());
  for (auto& [nodes, entries] : entries_of) ladders.push_back({nodes.second, std::move(entries), {}});
  return ladders;
}

// Until everybody who waits is in, or more brings nothing, or there are enough rungs.
void SeatLadders::Climb(Ladder& ladder, Residual& residual) const {
  const Residual::Snapshot snapshot = residual.Save();
  Worth gain = 0;
  bool helps = true;
  for (int32_t n = 0; n < kRungsMax && helps; ++n) {
    Worth step = 0;
    for (const int32_t node : ladder.nodes) step += residual.RaiseCapacity(node);
    gain += step;
    Ladder::Rung rung{.gain = gain};
    helps = false;
    for (const int32_t entry : ladder.entries) {
      rung.cost.push_back(residual.CostOfEntry(entry));
      helps |= step > 0 && (!rung.cost.back().has_value() || *rung.cost.back() > least_[At(entry)]);
    }
    const int32_t item = residual.network().nodes[At(ladder.nodes.front())].item;
    for (const int32_t claim : residual.EnteredSince(snapshot)) {
      const bool had_it = n > 0 && ladder.HasEntered(ladder.rungs.back(), claim);
      rung.entered.push_back({claim, had_it || MayHaveItem(claim, item, residual)});
    }
    ladder.rungs.push_back(std::move(rung));
  }
  residual.Restore(snapshot);
}

// It has the item, or could go there while its place is filled, at no loss.
bool SeatLadders::MayHaveItem(int32_t claim, int32_t item, Residual& residual) {
  const FlowNetwork& network = residual.network();
  const int32_t held = residual.held(claim);
  const int32_t place = network.arc_node[At(held)];
  if (network.nodes[At(place)].item == item) return true;
  for (int32_t arc = network.arc_begin[At(claim)]; arc < network.arc_begin[At(claim) + 1]; ++arc) {
    if (network.nodes[At(network.arc_node[At(arc)])].item != item) continue;
    const std::optional<Worth> gain = residual.GainBetween(network.arc_node[At(arc)], place);
    return gain.has_value() && residual.weight(arc) - residual.weight(held) + *gain == 0;
  }
  return false;
}

}  // namespace jiedui::planning
