// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/primal_dual.h"

#include <algorithm>
#include <limits>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/arrays.h"

namespace jiedui::planning {
namespace {

constexpr int32_t kAhead = 16;  // entries whose claims are fetched early: they lie all over memory

}  // namespace

template <typename W>
PrimalDual<W>::PrimalDual(const FlowNetwork& network, const std::vector<W>& weight, W floor_bonus, Meter& meter)
    : network_(network),
      floor_bonus_(floor_bonus),
      meter_(meter),
      price_(network.nodes.size()),
      flow_(network.nodes.size()),
      seats_(network.claim_person.size()),
      level_(network.nodes.size()),
      slack_(network.nodes.size()),
      exits_(network.nodes.size()) {
  SortByNode(weight);
  for (int32_t node = 0; node < Size(price_.size()); ++node)
    price_[At(node)] = PriceAbove(node) - (network_.nodes[At(node)].floor > 0 ? floor_bonus_ : W{0});
}

template <typename W>
void PrimalDual<W>::SortByNode(const std::vector<W>& weight) {
  entry_begin_.resize(network_.nodes.size() + 1);
  for (const int32_t node : network_.arc_node) ++entry_begin_[At(node) + 1];
  for (size_t node = 1; node < entry_begin_.size(); ++node) entry_begin_[node] += entry_begin_[node - 1];
  std::vector<int32_t> next(entry_begin_.begin(), entry_begin_.end() - 1);
  entries_.resize(weight.size());
  arc_of_.resize(weight.size());
  int32_t arc = 0;
  for (int32_t claim = 0; claim < Size(seats_.size()); ++claim)
    for (; arc < network_.arc_begin[At(claim) + 1]; ++arc) {
      const int32_t place = next[At(network_.arc_node[At(arc)])]++;
      entries_[At(place)] = {claim, weight[At(arc)]};
      arc_of_[At(place)] = arc;
    }
}

template <typename W>
void PrimalDual<W>::Run() {
  lambda_ = LargestGain();
  while (lambda_ > 0 && placed_ < Size(seats_.size())) {
    Search();
    if (meter_.exhausted()) return;
    if (starts_.empty())
      RaisePrices();
    else
      SeatAll();
  }
}

template <typename W>
std::vector<int32_t> PrimalDual<W>::held() const {
  std::vector<int32_t> held;
  held.reserve(seats_.size());
  for (const Seat& seat : seats_) held.push_back(seat.place == kNone ? kNone : arc_of_[At(seat.place)]);
  return held;
}

template <typename W>
W PrimalDual<W>::LargestGain() const {
  W largest = 0;
  for (size_t node = 0; node < price_.size(); ++node)
    for (int32_t place = entry_begin_[node]; place < entry_begin_[node + 1]; ++place)
      largest = std::max(largest, entries_[At(place)].weight - price_[node]);
  return largest;
}

template <typename W>
W PrimalDual<W>::PriceAbove(int32_t node) const {
  const int32_t parent = network_.nodes[At(node)].parent;
  return parent == kNone ? W{0} : price_[At(parent)];
}

template <typename W>
bool PrimalDual<W>::HasRoom(int32_t node) const {
  return flow_[At(node)] < network_.nodes[At(node)].capacity;
}

// What one more claim through the node costs beyond the price of entering there; >= 0 where there is room.
template <typename W>
W PrimalDual<W>::UpSlack(int32_t node) const {
  const W bonus = flow_[At(node)] < network_.nodes[At(node)].floor ? floor_bonus_ : W{0};
  return PriceAbove(node) - bonus - price_[At(node)];
}

// What one claim less through the child costs, for one more that enters at its parent; >= 0 where there is one.
template <typename W>
W PrimalDual<W>::DownSlack(int32_t child) const {
  const W bonus = flow_[At(child)] <= network_.nodes[At(child)].floor ? floor_bonus_ : W{0};
  return price_[At(child)] + bonus - PriceAbove(child);
}

// Breadth first, backwards, from items with a free seat; no further than the nearest claims without one. (All that lead
// to a seat would be most nodes, while few claims find one.)
template <typename W>
void PrimalDual<W>::Search() {
  std::fill(level_.begin(), level_.end(), kNone);
  std::fill(slack_.begin(), slack_.end(), std::numeric_limits<W>::max());
  first_bid_ = lambda_;
  queue_.clear();
  starts_.clear();
  for (int32_t node = 0; node < Size(level_.size()) && network_.nodes[At(node)].parent == kNone; ++node)
    if (HasRoom(node)) Reach(node, UpSlack(node), 0);
  int32_t level_max = std::numeric_limits<int32_t>::max();
  for (size_t head = 0; head < queue_.size() && !meter_.exhausted(); ++head) {
    const int32_t node = queue_[head];
    if (level_[At(node)] > level_max) return;
    LookAlongTree(node);
    LookAtEntries(node);
    if (!starts_.empty()) level_max = level_[At(node)];
  }
}

template <typename W>
void PrimalDual<W>::Reach(int32_t node, W slack, int32_t level) {
  if (level_[At(node)] != kNone) return;
  if (slack > 0) {
    slack_[At(node)] = std::min(slack_[At(node)], slack);
    return;
  }
  level_[At(node)] = level;
  exits_[At(node)].clear();
  queue_.push_back(node);
}

template <typename W>
void PrimalDual<W>::LookAlongTree(int32_t node) {
  const int32_t level = level_[At(node)] + 1;
  for (int32_t k = network_.child_begin[At(node)]; k < network_.child_begin[At(node) + 1]; ++k) {
    const int32_t child = network_.child[At(k)];
    if (HasRoom(child)) Reach(child, UpSlack(child), level);
  }
  const int32_t parent = network_.nodes[At(node)].parent;
  if (parent != kNone && flow_[At(node)] > 0) Reach(parent, DownSlack(node), level);
}

template <typename W>
void PrimalDual<W>::LookAtEntries(int32_t node) {
  const int32_t level = level_[At(node)] + 1;
  const W price = price_[At(node)];
  const int32_t end = entry_begin_[At(node) + 1];
  for (int32_t place = entry_begin_[At(node)]; place < end; ++place) {
    if (place + kAhead < end) __builtin_prefetch(&seats_[At(entries_[At(place + kAhead)].claim)]);
    const Entry& entry = entries_[At(place)];
    const Seat& seat = seats_[At(entry.claim)];
    if (seat.node == kNone) {
      const W bid = lambda_ + price - entry.weight;
      if (bid == 0)
        starts_.push_back(place);
      else
        first_bid_ = std::min(first_bid_, bid);
    } else if (level_[At(seat.node)] == kNone || level_[At(seat.node)] == level) {
      const W slack = seat.weight - price_[At(seat.node)] + price - entry.weight;
      Reach(seat.node, slack, level);
      if (slack == 0) exits_[At(seat.node)].push_back(place);
    }
  }
  meter_.Spend(end - entry_begin_[At(node)] + 1, "flow", placed_);
}

template <typename W>
void PrimalDual<W>::RaisePrices() {
  W fall = first_bid_;
  for (size_t node = 0; node < level_.size(); ++node)
    if (level_[node] == kNone) fall = std::min(fall, slack_[node]);
  for (size_t node = 0; node < level_.size(); ++node)
    if (level_[node] == kNone) price_[node] += fall;
  lambda_ -= fall;
}

// A blocking flow: from each start, down the levels.
template <typename W>
void PrimalDual<W>::SeatAll() {
  for (const int32_t start : starts_) {
    const int32_t claim = entries_[At(start)].claim;
    const auto above = std::upper_bound(entry_begin_.begin(), entry_begin_.end(), start);
    const auto node = static_cast<int32_t>(above - entry_begin_.begin()) - 1;
    if (seats_[At(claim)].node != kNone || !FindPath(node)) continue;
    Apply();
    Take(start, node);
    ++placed_;
  }
}

// path_: from the node to a free seat; false: there is none any more.
template <typename W>
bool PrimalDual<W>::FindPath(int32_t first) {
  if (level_[At(first)] == kNone) return false;
  path_.assign(1, {.node = first});
  while (!path_.empty()) {
    const int32_t node = path_.back().node;
    if (level_[At(node)] == 0) {
      if (HasRoom(node) && UpSlack(node) == 0) return true;
    } else if (AdvanceAlongTree(node) || AdvanceAcross(node)) {
      continue;
    }
    level_[At(node)] = kNone;
    path_.pop_back();
  }
  return false;
}

template <typename W>
bool PrimalDual<W>::AdvanceAlongTree(int32_t node) {
  const int32_t level = level_[At(node)] - 1;
  const int32_t parent = network_.nodes[At(node)].parent;
  if (parent != kNone && level_[At(parent)] == level && HasRoom(node) && UpSlack(node) == 0) {
    path_.push_back({.node = parent});
    return true;
  }
  for (int32_t k = network_.child_begin[At(node)]; k < network_.child_begin[At(node) + 1]; ++k) {
    const int32_t child = network_.child[At(k)];
    if (level_[At(child)] != level || flow_[At(child)] == 0 || DownSlack(child) != 0) continue;
    path_.push_back({.node = child});
    return true;
  }
  return false;
}

template <typename W>
bool PrimalDual<W>::AdvanceAcross(int32_t node) {
  std::vector<int32_t>& exits = exits_[At(node)];
  for (; !exits.empty(); exits.pop_back()) {
    const int32_t place = exits.back();
    if (seats_[At(entries_[At(place)].claim)].node != node) continue;
    const int32_t to = network_.arc_node[At(arc_of_[At(place)])];
    if (level_[At(to)] != level_[At(node)] - 1) continue;
    path_.push_back({.node = to, .place = place});
    return true;
  }
  return false;
}

// Moves everybody along path_, from its end, and counts the free seat there as taken.
template <typename W>
void PrimalDual<W>::Apply() {
  ++flow_[At(path_.back().node)];
  for (size_t k = path_.size() - 1; k > 0; --k) {
    const int32_t from = path_[k - 1].node;
    const int32_t to = path_[k].node;
    if (path_[k].place != kNone)
      Take(path_[k].place, to);
    else if (network_.nodes[At(from)].parent == to)
      ++flow_[At(from)];
    else
      --flow_[At(to)];
  }
}

template <typename W>
void PrimalDual<W>::Take(int32_t place, int32_t node) {
  const Entry& entry = entries_[At(place)];
  seats_[At(entry.claim)] = {place, node, entry.weight};
}

template class PrimalDual<int32_t>;
template class PrimalDual<int64_t>;
template class PrimalDual<absl::int128>;

}  // namespace jiedui::planning
