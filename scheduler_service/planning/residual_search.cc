// SPDX-License-Identifier: Apache-2.0
// How a Residual finds its cheapest chains, and the cycles that improve it.
#include <algorithm>
#include <deque>
#include <limits>
#include <utility>

#include "scheduler_service/planning/residual.h"

namespace jiedui::planning {

void Residual::Start() {
  label_.assign(price_.size(), {});
  queue_.Clear(price_.size());
  target_ = kNone;
  bound_ = std::numeric_limits<Worth>::max();
}

// How much worse than its prices say a way to the node is. At equal distance the first one found stays: of claims, the
// one of lower index.
void Residual::Reach(int32_t node, Worth distance, int32_t from, int32_t claim, int32_t arc) {
  Label& label = label_[At(node)];
  if (distance >= bound_ || label.is_done || (label.is_reached && label.distance <= distance)) return;
  if (node == target_) bound_ = distance;  // what is no nearer leads to nothing better
  label = {.distance = distance, .from = from, .claim = claim, .arc = arc, .is_reached = true};
  queue_.Put(node, distance);
}

// True: the target is reached, at less than `below` if given; its label is final, as are those of all nodes nearer.
bool Residual::Search(int32_t target, std::optional<Worth> below) {
  const Label& goal = label_[At(target)];
  target_ = target;
  if (below.has_value()) bound_ = *below;
  if (goal.is_reached) bound_ = std::min(bound_, goal.distance);
  LookAround();
  return goal.is_reached && (!below.has_value() || goal.distance < *below);
}

// Everything nearer than the bound, nearest first.
void Residual::LookAround() {
  while (!queue_.empty() && queue_.nearest() < bound_) {
    const int32_t node = queue_.Pop();
    label_[At(node)].is_done = true;
    Expand(node);
  }
}

// Moves the prices as low as they can be: then whatever comes from outside is at hand, and the first vacancies are
// found as fast as later ones.
void Residual::LowerPrices() {
  Start();
  Reach(outside(), 0, kNone, kNone, kNone);
  LookAround();
  Worth farthest = 0;
  for (const Label& label : label_) farthest = std::max(farthest, label.is_reached ? label.distance : Worth{0});
  Reprice(farthest);
}

void Residual::Expand(int32_t node) {
  const Worth here = label_[At(node)].distance - PriceOf(node);
  ForEachEdge(node, [&](const Edge& edge) {
    Reach(edge.to, here - edge.gain + PriceOf(edge.to), node, edge.claim, edge.arc);
    return true;
  });
}

// Calls visit(edge) for every way from the node, until it says false: a place passed along the tree, or a holder who
// moves.
template <typename Visit>
void Residual::ForEachEdge(int32_t node, Visit visit) {
  if (node == outside()) return ForEachEntrant(visit);
  if (!IsFull(node) && !visit(Edge{.to = Above(node)})) return;
  for (int32_t k = network_.child_begin[At(node)]; k < network_.child_begin[At(node) + 1]; ++k) {
    const int32_t child = network_.child[At(k)];
    if (CanPassDown(child) && !visit(Edge{.to = child})) return;
  }
  for (const Edge& edge : Row(node))
    if (!visit(edge)) return;
}

// From outside: somebody without a place comes in, or a place of an item stays empty; of an item that nobody is in,
// too, which leads nowhere, but keeps its price from falling below 0.
template <typename Visit>
void Residual::ForEachEntrant(Visit visit) {
  for (int32_t node = 0; node < outside(); ++node) {
    if (network_.nodes[At(node)].parent == kNone && !visit(Edge{.to = node})) return;
    Waiting& waiting = waiting_[At(node)];
    const auto is_gone = [&](int32_t arc) { return closed_[At(arc)] || held_[At(claim_of_[At(arc)])] != kNone; };
    while (!waiting.empty() && is_gone(-waiting.top().second)) waiting.pop();
    if (waiting.empty()) continue;
    const int32_t arc = -waiting.top().second;
    if (!visit(Edge{.to = node, .arc = arc, .claim = claim_of_[At(arc)], .gain = weight_[At(arc)]})) return;
  }
}

// Bellman and Ford's labels over all nodes at once. A way that comes back to where it began at a gain is a cycle: it is
// carried out, and the search goes on from there, its labels as good a beginning as any. False: `looks_max` is used up.
bool Residual::Settle(int64_t looks_max) {
  label_.assign(price_.size(), {});
  std::deque<int32_t> queue;
  std::vector<bool> is_queued(label_.size(), true);
  std::vector<int32_t> changed;
  for (int32_t node = 0; node <= outside(); ++node) queue.push_back(node);
  const auto enqueue = [&](int32_t node) {
    if (!is_queued[At(node)]) queue.push_back(node);
    is_queued[At(node)] = true;
  };
  while (!queue.empty()) {
    const int32_t node = queue.front();
    queue.pop_front();
    is_queued[At(node)] = false;
    ForEachEdge(node, [&](const Edge& edge) { return --looks_max >= 0 && Follow(node, edge, changed); });
    if (looks_max < 0) return false;
    for (const int32_t other : std::exchange(changed, {})) enqueue(other);
  }
  for (size_t node = 0; node < label_.size(); ++node)
    price_[node] = label_[At(outside())].distance - label_[node].distance;
  return true;
}

// Labels the edge's end where the edge betters it, or carries the cycle out that it closes; adds the nodes to look at
// again. False: the node's ways are others now.
bool Residual::Follow(int32_t node, const Edge& edge, std::vector<int32_t>& changed) {
  const Worth distance = label_[At(node)].distance - edge.gain;
  if (distance >= label_[At(edge.to)].distance) return true;
  if (!LeadsTo(node, edge.to)) {
    label_[At(edge.to)] = {.distance = distance, .from = node, .claim = edge.claim, .arc = edge.arc};
    changed.push_back(edge.to);
    return true;
  }
  for (const int32_t passed : Cancel(node, edge.to, edge.claim, edge.arc)) {
    changed.push_back(passed);
    if (passed != outside()) changed.push_back(Above(passed));
  }
  changed.push_back(outside());
  return false;
}

// The labels' way to the node comes through `from`, or begins there.
bool Residual::LeadsTo(int32_t node, int32_t from) const {
  for (; node != kNone; node = label_[At(node)].from)
    if (node == from) return true;
  return false;
}

// Carries out the cycle of the labels' way from `to` to `from` and the edge back. Answers its nodes: those, and what
// lies above them or outside, have other ways out now.
std::vector<int32_t> Residual::Cancel(int32_t from, int32_t to, int32_t claim, int32_t arc) {
  const auto step = [this](int32_t a, int32_t b, int32_t mover, int32_t way) {
    if (mover == kNone)
      Pass(a, b);
    else
      Move(mover, way);
  };
  std::vector<int32_t> nodes = {to};
  step(from, to, claim, arc);
  for (int32_t node = from; node != to; node = label_[At(node)].from) {
    nodes.push_back(node);
    step(label_[At(node)].from, node, label_[At(node)].claim, label_[At(node)].arc);
  }
  for (Label& label : label_) label.from = kNone;  // those who were to move may be elsewhere now
  return nodes;
}

const std::vector<Residual::Edge>& Residual::Row(int32_t node) {
  if (is_stale_[At(node)]) FindRow(node);
  is_stale_[At(node)] = false;
  return row_[At(node)];
}

// The best of the holders for each way to go; at equal gain, the lowest arc.
void Residual::FindRow(int32_t node) {
  std::vector<Edge>& row = row_[At(node)];
  row.clear();
  const auto offer = [&](int32_t to, const Edge& edge) {
    int32_t& place = edge_to_[At(to)];
    if (place == kNone) {
      place = Size(row.size());
      row.push_back(edge);
      return;
    }
    Edge& best = row[At(place)];
    if (edge.gain > best.gain || (edge.gain == best.gain && edge.claim < best.claim)) best = edge;
  };
  for (const int32_t claim : holders_[At(node)]) {
    const Worth lost = weight_[At(held_[At(claim)])];
    offer(outside(), {.to = outside(), .claim = claim, .gain = -lost});
    for (int32_t arc = network_.arc_begin[At(claim)]; arc < network_.arc_begin[At(claim) + 1]; ++arc) {
      const int32_t to = network_.arc_node[At(arc)];
      if (closed_[At(arc)] || to == node) continue;
      offer(to, {.to = to, .arc = arc, .claim = claim, .gain = weight_[At(arc)] - lost});
    }
  }
  for (const Edge& edge : row) edge_to_[At(edge.to)] = kNone;
}

}  // namespace jiedui::planning
