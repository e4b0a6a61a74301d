// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/residual.h"

#include <algorithm>

#include "scheduler_service/planning/level_weights.h"

namespace jiedui::planning {

int32_t Residual::Above(int32_t node) const {
  const int32_t parent = network_.nodes[At(node)].parent;
  return parent == kNone ? outside() : parent;
}

std::optional<Worth> Residual::CostOfEntry(int32_t node, std::vector<ClaimMove>* chain) {
  Start();
  Reach(node, 0, kNone, kNone, kNone);
  if (!Search(outside())) return std::nullopt;
  TellChain(outside(), chain);
  return PriceOf(node) + label_[At(outside())].distance;
}

std::optional<Worth> Residual::GainBetween(int32_t from, int32_t to, std::vector<ClaimMove>* chain) {
  Start();
  Reach(from, 0, kNone, kNone, kNone);
  if (!Search(to)) return std::nullopt;
  TellChain(to, chain);
  return PriceOf(to) - PriceOf(from) - label_[At(to)].distance;
}

Worth Residual::RaiseCapacity(int32_t node) {
  moves_.clear();
  if (++network_.nodes[At(node)].capacity - flow_[At(node)] > 1) return 0;  // there was room already
  return Open(node, Above(node));
}

Worth Residual::LowerFloor(int32_t node) {
  moves_.clear();
  if (flow_[At(node)] > network_.nodes[At(node)].floor--) return 0;
  return Open(Above(node), node);
}

std::optional<Worth> Residual::LowerCapacity(int32_t node) {
  moves_.clear();
  FlowNode& limits = network_.nodes[At(node)];
  if (limits.capacity <= limits.floor) return std::nullopt;
  if (--limits.capacity >= flow_[At(node)]) return Worth{0};
  --flow_[At(node)];
  const std::optional<Worth> gain = Return(node, Above(node));
  if (gain.has_value()) return gain;
  ++flow_[At(node)];
  ++limits.capacity;
  return std::nullopt;
}

std::optional<Worth> Residual::RaiseFloor(int32_t node) {
  moves_.clear();
  FlowNode& limits = network_.nodes[At(node)];
  if (limits.floor >= limits.capacity) return std::nullopt;
  if (++limits.floor <= flow_[At(node)]) return Worth{0};
  ++flow_[At(node)];
  const std::optional<Worth> gain = Return(Above(node), node);
  if (gain.has_value()) return gain;
  --flow_[At(node)];
  --limits.floor;
  return std::nullopt;
}

// The tree arc has just become usable: the best cycle through it, if one brings anything.
Worth Residual::Open(int32_t from, int32_t to) {
  const Worth slack = PriceOf(to) - PriceOf(from);
  if (slack >= 0) return 0;
  Start();
  Reach(to, 0, kNone, kNone, kNone);
  if (!Search(from, -slack)) {
    Reprice(-slack);
    return 0;
  }
  const Worth distance = label_[At(from)].distance;
  Walk(from);
  Pass(from, to);
  Reprice(distance);
  return -slack - distance;
}

// One too many at `from`, one too few at `to`: the best chain that makes it good.
std::optional<Worth> Residual::Return(int32_t from, int32_t to) {
  Start();
  Reach(from, 0, kNone, kNone, kNone);
  if (!Search(to)) return std::nullopt;
  const Worth distance = label_[At(to)].distance;
  const Worth gain = PriceOf(to) - PriceOf(from) - distance;
  Walk(to);
  Reprice(distance);
  return gain;
}

// The claim itself is where the chain starts: it goes outside, or along another of its arcs. It keeps its place until
// the chain is found: nothing is looked for beyond that place.
std::optional<Worth> Residual::Release(int32_t claim, bool for_good) {
  moves_.clear();
  const int32_t given_up = held_[At(claim)];
  const int32_t node = network_.arc_node[At(given_up)];
  const Worth gain_of_claim = StartFrom(claim, for_good ? kNone : given_up);
  if (!Search(node)) return std::nullopt;
  const Worth distance = label_[At(node)].distance;
  const Worth gain = gain_of_claim + PriceOf(node) - distance - weight_[At(given_up)];
  Walk(node);
  Reprice(distance);
  for (int32_t arc = network_.arc_begin[At(claim)]; arc < network_.arc_begin[At(claim) + 1]; ++arc)
    if (for_good || arc == given_up) Close(arc);
  if (held_[At(claim)] == given_up) {
    Move(claim, kNone);
    moves_.insert(moves_.begin(), {claim, given_up, kNone});
  }
  return gain;
}

// Labels for a claim that gives up its arc; kNone: and may not take another. Answers what it gains by itself.
Worth Residual::StartFrom(int32_t claim, int32_t given_up) {
  const auto may_take = [&](int32_t arc) { return given_up != kNone && arc != given_up && !closed_[At(arc)]; };
  const int32_t begin = network_.arc_begin[At(claim)];
  const int32_t end = network_.arc_begin[At(claim) + 1];
  Worth gain = 0;
  for (int32_t arc = begin; arc < end; ++arc)
    if (may_take(arc)) gain = std::max(gain, weight_[At(arc)] - PriceOf(network_.arc_node[At(arc)]));
  Start();
  Reach(outside(), gain, kNone, kNone, kNone);
  for (int32_t arc = begin; arc < end; ++arc) {
    const int32_t entry = network_.arc_node[At(arc)];
    if (may_take(arc)) Reach(entry, gain - weight_[At(arc)] + PriceOf(entry), kNone, claim, arc);
  }
  return gain;
}

void Residual::Close(int32_t arc) {
  if (closed_[At(arc)]) return;
  closed_[At(arc)] = true;
  history_.emplace_back(kNone, arc);
  const int32_t held = held_[At(claim_of_[At(arc)])];
  if (held != kNone) is_stale_[At(network_.arc_node[At(held)])] = true;
}

void Residual::Restore(const Snapshot& snapshot) {
  for (; history_.size() > snapshot.history; history_.pop_back()) {
    const auto [claim, arc] = history_.back();
    if (claim == kNone) {
      closed_[At(arc)] = false;
      const int32_t held = held_[At(claim_of_[At(arc)])];
      if (held != kNone) is_stale_[At(network_.arc_node[At(held)])] = true;
      if (held == kNone) waiting_[At(network_.arc_node[At(arc)])].emplace(weight_[At(arc)], -arc);
      continue;
    }
    if (held_[At(claim)] != kNone) Unseat(claim);
    if (arc != kNone)
      Seat(claim, arc);
    else
      Wait(claim);
  }
  network_.nodes = snapshot.nodes;
  flow_ = snapshot.flow;
  price_ = snapshot.price;
}

std::vector<int32_t> Residual::EnteredSince(const Snapshot& snapshot) const {
  std::vector<int32_t> moved;
  std::vector<int32_t> entered;
  for (size_t k = snapshot.history; k < history_.size(); ++k) {
    const auto [claim, before] = history_[k];
    if (claim == kNone || std::find(moved.begin(), moved.end(), claim) != moved.end()) continue;
    moved.push_back(claim);
    if (before == kNone && held_[At(claim)] != kNone) entered.push_back(claim);
  }
  std::sort(entered.begin(), entered.end());
  return entered;
}

std::vector<ClaimMove> Residual::Trace(int32_t target) const {
  std::vector<ClaimMove> moves;
  for (int32_t node = target; node != kNone; node = label_[At(node)].from) {
    const Label& label = label_[At(node)];
    if (label.claim != kNone) moves.push_back({label.claim, held_[At(label.claim)], label.arc});
  }
  return moves;
}

// What Trace says, from the start on, to whom wants it.
void Residual::TellChain(int32_t target, std::vector<ClaimMove>* chain) const {
  if (chain == nullptr) return;
  *chain = Trace(target);
  std::reverse(chain->begin(), chain->end());
}

// Carries out the chain that Search found.
void Residual::Walk(int32_t target) {
  moves_ = Trace(target);
  for (int32_t node = target; label_[At(node)].from != kNone; node = label_[At(node)].from)
    if (label_[At(node)].claim == kNone) Pass(label_[At(node)].from, node);
  for (const ClaimMove& move : moves_) Move(move.claim, move.to);
}

// One more up, or one less down, between neighbours of the tree.
void Residual::Pass(int32_t from, int32_t to) {
  if (from != outside() && Above(from) == to)
    ++flow_[At(from)];
  else
    --flow_[At(to)];
}

// Prices after a search that went as far as `stop`: no way through is better than its price says.
void Residual::Reprice(Worth stop) {
  const auto reached = [&](size_t node) {
    return label_[node].is_reached ? std::min(label_[node].distance, stop) : stop;
  };
  const Worth base = reached(At(outside()));
  for (size_t node = 0; node < label_.size(); ++node) price_[node] += base - reached(node);
}

void Residual::Move(int32_t claim, int32_t arc) {
  history_.emplace_back(claim, held_[At(claim)]);
  if (held_[At(claim)] != kNone) Unseat(claim);
  if (arc != kNone)
    Seat(claim, arc);
  else
    Wait(claim);
}

void Residual::Seat(int32_t claim, int32_t arc) {
  const int32_t node = network_.arc_node[At(arc)];
  held_[At(claim)] = arc;
  if (claim >= pins_begin_) return;
  is_stale_[At(node)] = true;
  place_[At(claim)] = Size(holders_[At(node)].size());
  holders_[At(node)].push_back(claim);
}

void Residual::Unseat(int32_t claim) {
  const int32_t node = network_.arc_node[At(held_[At(claim)])];
  held_[At(claim)] = kNone;
  if (claim >= pins_begin_) return;
  is_stale_[At(node)] = true;
  std::vector<int32_t>& holders = holders_[At(node)];
  const int32_t place = place_[At(claim)];
  holders[At(place)] = holders.back();
  place_[At(holders.back())] = place;
  holders.pop_back();
}

void Residual::Wait(int32_t claim) {
  if (claim >= pins_begin_) return;
  for (int32_t arc = network_.arc_begin[At(claim)]; arc < network_.arc_begin[At(claim) + 1]; ++arc)
    if (!closed_[At(arc)]) waiting_[At(network_.arc_node[At(arc)])].emplace(weight_[At(arc)], -arc);
}

}  // namespace jiedui::planning
