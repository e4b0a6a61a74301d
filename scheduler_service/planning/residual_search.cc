// SPDX-License-Identifier: Apache-2.0
// How a Residual finds its cheapest chains.
#include <algorithm>
#include <limits>

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
  if (node == outside()) return ExpandOutside();
  const Worth here = label_[At(node)].distance - PriceOf(node);
  if (!IsFull(node)) Reach(Above(node), here + PriceOf(Above(node)), node, kNone, kNone);
  for (int32_t k = network_.child_begin[At(node)]; k < network_.child_begin[At(node) + 1]; ++k) {
    const int32_t child = network_.child[At(k)];
    if (CanPassDown(child)) Reach(child, here + PriceOf(child), node, kNone, kNone);
  }
  for (const Edge& edge : Row(node)) Reach(edge.to, here - edge.gain + PriceOf(edge.to), node, edge.claim, edge.arc);
}

// Somebody without a place comes in, or a place of an item stays empty; of an item that nobody is in, too, which leads
// nowhere, but keeps its price from falling below 0.
void Residual::ExpandOutside() {
  const Worth here = label_[At(outside())].distance;
  for (int32_t node = 0; node < outside(); ++node) {
    if (network_.nodes[At(node)].parent == kNone) Reach(node, here + PriceOf(node), outside(), kNone, kNone);
    Waiting& waiting = waiting_[At(node)];
    const auto is_gone = [&](int32_t arc) { return closed_[At(arc)] || held_[At(claim_of_[At(arc)])] != kNone; };
    while (!waiting.empty() && is_gone(-waiting.top().second)) waiting.pop();
    if (waiting.empty()) continue;
    const int32_t arc = -waiting.top().second;
    Reach(node, here - weight_[At(arc)] + PriceOf(node), outside(), claim_of_[At(arc)], arc);
  }
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
