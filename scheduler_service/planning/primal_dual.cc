// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/primal_dual.h"

#include <algorithm>
#include <limits>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/arrays.h"

namespace jiedui::planning {
template <typename W>
PrimalDual<W>::PrimalDual(const FlowNetwork& network, const std::vector<W>& weight, W floor_bonus, Meter& meter)
    : network_(network),
      weight_(weight),
      floor_bonus_(floor_bonus),
      meter_(meter),
      sink_(Size(network.nodes.size())),
      price_(network.nodes.size()),
      flow_(network.nodes.size()),
      held_(network.claim_person.size(), kNone),
      place_(network.claim_person.size()),
      holders_(network.nodes.size()),
      waiting_(network.nodes.size()),
      is_listed_(network.arc_node.size()),
      is_source_(network.nodes.size()),
      level_(network.nodes.size() + 1),
      slack_(network.nodes.size() + 1),
      next_branch_(network.nodes.size()),
      next_holder_(network.nodes.size()),
      next_arc_(network.nodes.size()) {
  for (int32_t node = 0; node < sink_; ++node)
    price_[At(node)] = PriceAbove(node) - (network_.nodes[At(node)].floor > 0 ? floor_bonus_ : W{0});
}

template <typename W>
void PrimalDual<W>::Run() {
  Announce();
  while (lambda_ > 0) {
    Admit();
    if (SeatAll()) Unpark();
    if (meter_.exhausted()) return;
    RaisePrices();
  }
}

// Seats as many as tight arcs allow; true if anybody.
template <typename W>
bool PrimalDual<W>::SeatAll() {
  const int64_t before = placed_;
  while (Search()) Augment();
  return placed_ > before;
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

// The most that an arc not listed yet would bring the claim at these prices; 0 if none brings anything.
template <typename W>
W PrimalDual<W>::BestOf(int32_t claim) const {
  W best = 0;
  for (int32_t arc = network_.arc_begin[At(claim)]; arc < network_.arc_begin[At(claim) + 1]; ++arc)
    if (!is_listed_[At(arc)]) best = std::max(best, weight_[At(arc)] - price_[At(network_.arc_node[At(arc)])]);
  return best;
}

// Every claim's first bid.
template <typename W>
void PrimalDual<W>::Announce() {
  std::vector<std::pair<W, int32_t>> bids;
  bids.reserve(held_.size());
  for (int32_t claim = 0; claim < Size(held_.size()); ++claim)
    if (const W best = BestOf(claim); best > 0) bids.emplace_back(best, claim);
  bids_ = std::priority_queue<std::pair<W, int32_t>>({}, std::move(bids));
  if (!bids_.empty()) lambda_ = bids_.top().first;
}

// Lets in the claims that may have a new tight arc at this lambda.
template <typename W>
void PrimalDual<W>::Admit() {
  while (!bids_.empty() && bids_.top().first >= lambda_) {
    const int32_t claim = bids_.top().second;
    bids_.pop();
    if (held_[At(claim)] == kNone) List(claim);
  }
}

template <typename W>
void PrimalDual<W>::List(int32_t claim) {
  W next = 0;
  for (int32_t arc = network_.arc_begin[At(claim)]; arc < network_.arc_begin[At(claim) + 1]; ++arc) {
    if (is_listed_[At(arc)]) continue;
    const int32_t node = network_.arc_node[At(arc)];
    const W gain = weight_[At(arc)] - price_[At(node)];
    if (gain < lambda_) {
      next = std::max(next, gain);
      continue;
    }
    is_listed_[At(arc)] = true;
    waiting_[At(node)].push_back({claim, arc});
    if (!is_source_[At(node)]) sources_.push_back(node);
    is_source_[At(node)] = true;
  }
  if (next > 0) bids_.emplace(next, claim);
}

template <typename W>
bool PrimalDual<W>::HasWaiting(int32_t node) {
  std::vector<Waiting>& waiting = waiting_[At(node)];
  while (!waiting.empty() && held_[At(waiting.back().claim)] != kNone) waiting.pop_back();
  return !waiting.empty();
}

// Breadth first over tight arcs from where somebody waits; true: there is a way out. Else queue_ has all that can be
// reached, and slack_ how far everything else is.
template <typename W>
bool PrimalDual<W>::Search() {
  std::fill(level_.begin(), level_.end(), kNone);
  std::fill(slack_.begin(), slack_.end(), std::numeric_limits<W>::max());
  queue_.clear();
  size_t kept = 0;
  for (const int32_t source : sources_) {
    is_source_[At(source)] = HasWaiting(source);
    if (!is_source_[At(source)]) continue;
    sources_[kept++] = source;
    level_[At(source)] = 0;
    queue_.push_back(source);
  }
  sources_.resize(kept);
  for (size_t head = 0; head < queue_.size() && !meter_.exhausted(); ++head) {
    LookUp(queue_[head]);
    if (level_[At(sink_)] != kNone) return true;
    LookDown(queue_[head]);
    LookAcross(queue_[head]);
  }
  return false;
}

template <typename W>
void PrimalDual<W>::LookUp(int32_t node) {
  if (!HasRoom(node)) return;
  const int32_t parent = network_.nodes[At(node)].parent;
  Reach(parent == kNone ? sink_ : parent, UpSlack(node), level_[At(node)] + 1);
}

template <typename W>
void PrimalDual<W>::LookDown(int32_t node) {
  for (int32_t k = network_.child_begin[At(node)]; k < network_.child_begin[At(node) + 1]; ++k) {
    const int32_t child = network_.child[At(k)];
    if (flow_[At(child)] > 0) Reach(child, DownSlack(child), level_[At(node)] + 1);
  }
}

template <typename W>
void PrimalDual<W>::LookAcross(int32_t node) {
  int64_t looked_at = 1;
  const int32_t level = level_[At(node)] + 1;
  for (const int32_t claim : holders_[At(node)]) {
    const W gain = weight_[At(held_[At(claim)])] - price_[At(node)];
    const int32_t end = network_.arc_begin[At(claim) + 1];
    int32_t arc = network_.arc_begin[At(claim)];
    looked_at += end - arc;
    for (; arc < end; ++arc) {
      const int32_t other = network_.arc_node[At(arc)];
      if (level_[At(other)] == kNone) Reach(other, gain + price_[At(other)] - weight_[At(arc)], level);
    }
  }
  meter_.Spend(looked_at, "flow", placed_);
}

template <typename W>
void PrimalDual<W>::Reach(int32_t node, W slack, int32_t level) {
  if (level_[At(node)] != kNone) return;
  if (slack > 0) {
    slack_[At(node)] = std::min(slack_[At(node)], slack);
    return;
  }
  level_[At(node)] = level;
  queue_.push_back(node);
}

template <typename W>
void PrimalDual<W>::RaisePrices() {
  W step = lambda_;
  for (size_t node = 0; node < level_.size(); ++node)
    if (level_[node] == kNone) step = std::min(step, slack_[node]);
  step = std::min(step, lambda_ - NextBid(lambda_ - step));
  for (const int32_t node : queue_) price_[At(node)] += step;
  lambda_ -= step;
}

// The first lambda below this one, but not below `least`, at which a claim has a new tight arc. Prices of what the
// search has reached rise as fast as lambda falls: an arc to there never gets tight before the search reaches less than
// that. A claim that has one is parked until somebody is seated.
template <typename W>
W PrimalDual<W>::NextBid(W least) {
  while (!bids_.empty() && bids_.top().first > least) {
    const auto [bid, claim] = bids_.top();
    W best = 0;
    bool has_reached = false;
    for (int32_t arc = network_.arc_begin[At(claim)]; arc < network_.arc_begin[At(claim) + 1]; ++arc) {
      const int32_t node = network_.arc_node[At(arc)];
      if (is_listed_[At(arc)]) continue;
      if (level_[At(node)] != kNone)
        has_reached = true;
      else
        best = std::max(best, weight_[At(arc)] - price_[At(node)]);
    }
    if (best == bid && held_[At(claim)] == kNone) return bid;
    bids_.pop();
    if (held_[At(claim)] != kNone) continue;
    if (best > 0) bids_.emplace(best, claim);
    if (has_reached) parked_.push_back(claim);
  }
  return least;
}

template <typename W>
void PrimalDual<W>::Unpark() {
  for (const int32_t claim : parked_)
    if (const W best = BestOf(claim); best > 0 && held_[At(claim)] == kNone) bids_.emplace(best, claim);
  parked_.clear();
}

// A blocking flow: afterwards every shortest way out of the search is used up.
template <typename W>
void PrimalDual<W>::Augment() {
  for (const int32_t node : queue_) {
    if (node == sink_) continue;
    next_branch_[At(node)] = network_.child_begin[At(node)] - 1;
    next_holder_[At(node)] = Size(holders_[At(node)].size()) - 1;
    next_arc_[At(node)] = kNone;
  }
  for (const int32_t source : sources_)
    while (HasWaiting(source) && FindPath(source)) {
      const Waiting next = waiting_[At(source)].back();
      waiting_[At(source)].pop_back();
      Apply(next.claim, next.arc);
    }
}

template <typename W>
bool PrimalDual<W>::FindPath(int32_t source) {
  if (level_[At(source)] == kNone) return false;
  path_.assign(1, {.node = source});
  while (!path_.empty()) {
    const int32_t node = path_.back().node;
    if (node == sink_) return true;
    if (AdvanceAlongTree(node) || AdvanceAcross(node)) continue;
    level_[At(node)] = kNone;
    path_.pop_back();
  }
  return false;
}

template <typename W>
bool PrimalDual<W>::AdvanceAlongTree(int32_t node) {
  const int32_t first = network_.child_begin[At(node)];
  for (int32_t& branch = next_branch_[At(node)]; branch < network_.child_begin[At(node) + 1]; ++branch) {
    int32_t to = kNone;
    if (branch < first) {
      const int32_t parent = network_.nodes[At(node)].parent;
      if (HasRoom(node) && UpSlack(node) == 0) to = parent == kNone ? sink_ : parent;
    } else {
      const int32_t child = network_.child[At(branch)];
      if (flow_[At(child)] > 0 && DownSlack(child) == 0) to = child;
    }
    if (to == kNone || level_[At(to)] != level_[At(node)] + 1) continue;
    path_.push_back({.node = to});
    return true;
  }
  return false;
}

template <typename W>
bool PrimalDual<W>::AdvanceAcross(int32_t node) {
  const int32_t level = level_[At(node)] + 1;
  for (int32_t& holder = next_holder_[At(node)]; holder >= 0; --holder, next_arc_[At(node)] = kNone) {
    const int32_t claim = holders_[At(node)][At(holder)];
    const W gain = weight_[At(held_[At(claim)])] - price_[At(node)];
    int32_t& arc = next_arc_[At(node)];
    if (arc == kNone) arc = network_.arc_begin[At(claim)];
    for (; arc < network_.arc_begin[At(claim) + 1]; ++arc) {
      const int32_t other = network_.arc_node[At(arc)];
      if (level_[At(other)] != level || weight_[At(arc)] - price_[At(other)] != gain) continue;
      path_.push_back({.node = other, .via = arc});
      return true;
    }
  }
  return false;
}

// Moves along path_, last step first, then seats the claim at its first node.
template <typename W>
void PrimalDual<W>::Apply(int32_t claim, int32_t arc) {
  for (size_t k = path_.size() - 1; k > 0; --k) {
    const int32_t from = path_[k - 1].node;
    const int32_t to = path_[k].node;
    if (path_[k].via != kNone) {
      const int32_t mover = holders_[At(from)][At(next_holder_[At(from)])];
      Unseat(mover);
      Seat(mover, path_[k].via);
      --next_holder_[At(from)];
      next_arc_[At(from)] = kNone;
    } else if (to == sink_ || network_.nodes[At(from)].parent == to) {
      ++flow_[At(from)];
    } else {
      --flow_[At(to)];
    }
  }
  Seat(claim, arc);
  ++placed_;
}

template <typename W>
void PrimalDual<W>::Seat(int32_t claim, int32_t arc) {
  std::vector<int32_t>& holders = holders_[At(network_.arc_node[At(arc)])];
  held_[At(claim)] = arc;
  place_[At(claim)] = Size(holders.size());
  holders.push_back(claim);
}

// The last holder takes the place: cursors run downwards, so they have been there.
template <typename W>
void PrimalDual<W>::Unseat(int32_t claim) {
  std::vector<int32_t>& holders = holders_[At(network_.arc_node[At(held_[At(claim)])])];
  const int32_t place = place_[At(claim)];
  holders[At(place)] = holders.back();
  place_[At(holders.back())] = place;
  holders.pop_back();
  held_[At(claim)] = kNone;
}

template class PrimalDual<int64_t>;
template class PrimalDual<absl::int128>;

}  // namespace jiedui::planning
