// SPDX-License-Identifier: Apache-2.0
// An optimal plan of the exact case, kept with its prices so that it can be changed one place at a time and asked what
// a place costs. Every change ends in an optimum with prices that prove it, by one cheapest chain of moves (Dijkstra
// over nodes; what cannot move is never looked at again). One thread; copies are independent.
//
// Nodes are those of the FlowNetwork and one more, outside(): where people without a place are. Chains run from node to
// node: a holder of the first moves to the second, or a place passes along the tree of quotas.
#pragma once

#include <cstdint>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/node_heap.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

using Worth = absl::int128;  // a sum of weights of pairs

// A claim goes from one of its arcs to another; kNone: from or to outside.
struct ClaimMove {
  int32_t claim = kNone;
  int32_t from = kNone;
  int32_t to = kNone;
};

class Residual {
 public:
  // FAILED_PRECONDITION when `instance` is not an exact case or the prices do not prove the plan optimal.
  static absl::StatusOr<Residual> Make(const Instance& instance, const Solution& solution);

  // From any plan that keeps the rules, of pairs ascending: improved by one cycle of moves after another until none
  // brings anything, which is the optimum, with prices that prove it. `network`: of BuildFlow. FAILED_PRECONDITION: the
  // pairs break a rule; RESOURCE_EXHAUSTED: it would take more than `looks_max` moves looked at.
  static absl::StatusOr<Residual> Improve(const Instance& instance, FlowNetwork network,
                                          const std::vector<int32_t>& pairs, int64_t looks_max);

  // Pins stand in the network as claims of one arc that never move; floors and capacities are those of the instance.
  const FlowNetwork& network() const { return network_; }
  int32_t outside() const { return Size(network_.nodes.size()); }
  int32_t held(int32_t claim) const { return held_[At(claim)]; }  // an arc, or kNone
  int32_t flow(int32_t node) const { return flow_[At(node)]; }
  bool IsFull(int32_t node) const { return flow_[At(node)] >= network_.nodes[At(node)].capacity; }
  bool IsOpen(int32_t arc) const { return !closed_[At(arc)]; }  // false: given up by its person
  Worth weight(int32_t arc) const { return weight_[At(arc)]; }
  const std::vector<Worth>& level_weights() const { return level_weights_; }

  // What all others lose at least when one more enters at `node`; nullopt: no plan has one more. `chain`: by which
  // moves, the one who makes room at the node first.
  std::optional<Worth> CostOfEntry(int32_t node, std::vector<ClaimMove>* chain = nullptr);

  // What the moves bring that let one more enter at `from` (outside(): nobody need) and fill the place that a holder of
  // `to` gives up (a place that need not be filled: by none); nullopt: there are no such moves. `chain`: these moves,
  // the one who makes room first.
  std::optional<Worth> GainBetween(int32_t from, int32_t to, std::vector<ClaimMove>* chain = nullptr);

  // Each answers by how much the optimum rises (falls: below 0), or, where nothing can be changed that way, nullopt:
  // then nothing has changed.
  Worth RaiseCapacity(int32_t node);
  Worth LowerFloor(int32_t node);  // above 0
  std::optional<Worth> LowerCapacity(int32_t node);
  std::optional<Worth> RaiseFloor(int32_t node);
  // Closes the arc that the claim holds, or, `for_good`, all its arcs.
  std::optional<Worth> Release(int32_t claim, bool for_good);
  void Close(int32_t arc);  // one that is not held

  // Before a series of changes: the prices that make them fastest.
  void LowerPrices();

  // The moves of the last change, from the place that became free to the one who came in from outside.
  const std::vector<ClaimMove>& moves() const { return moves_; }

  // What the plan was, for going back after trying something.
  struct Snapshot {
    std::vector<FlowNode> nodes;
    std::vector<int32_t> flow;
    std::vector<Worth> price;
    size_t history = 0;
  };
  Snapshot Save() const { return {network_.nodes, flow_, price_, history_.size()}; }
  void Restore(const Snapshot& snapshot);
  void ForgetHistory() { history_.clear(); }  // no snapshot made before can be restored any more
  std::vector<int32_t> EnteredSince(const Snapshot& snapshot) const;  // claims that had no place then, ascending

  // Plan and proof as they are now. `instance`: the one of Make with the same changes.
  Solution ToSolution(const Instance& instance) const;

 private:
  struct Edge {
    int32_t to = kNone;
    int32_t arc = kNone;    // kNone: the holder leaves
    int32_t claim = kNone;  // who moves
    Worth gain = 0;
  };
  struct Label {
    Worth distance = 0;
    int32_t from = kNone;  // a node; kNone: a start
    int32_t claim = kNone;
    int32_t arc = kNone;
    bool is_reached = false;
    bool is_done = false;
  };
  using Waiting = std::priority_queue<std::pair<Worth, int32_t>>;  // weight, -arc: of claims outside, and stale ones

  Residual() = default;
  absl::Status Begin(const Instance& instance, FlowNetwork network);
  void AddPins(const Instance& instance);
  absl::Status LoadPrices(const Certificate& certificate);
  absl::Status LoadPlan(const Instance& instance, const Plan& plan);
  void LoadSeat(int32_t claim, int32_t arc);
  bool IsProven();
  bool KeepsLimits() const;
  bool HasBestChoices() const;
  bool SettlePins();

  int32_t Above(int32_t node) const;
  Worth PriceOf(int32_t node) const { return price_[At(node)]; }
  bool CanPassDown(int32_t node) const { return flow_[At(node)] > network_.nodes[At(node)].floor; }

  void Start();
  void Reach(int32_t node, Worth distance, int32_t from, int32_t claim, int32_t arc);
  bool Search(int32_t target, std::optional<Worth> below = {});
  void LookAround();
  void Expand(int32_t node);
  bool IsFlowKept() const;
  bool Settle(int64_t looks_max);
  bool Follow(int32_t node, const Edge& edge, std::vector<int32_t>& changed);
  bool LeadsTo(int32_t node, int32_t from) const;
  std::vector<int32_t> Cancel(int32_t from, int32_t to, int32_t claim, int32_t arc);
  template <typename Visit>
  void ForEachEdge(int32_t node, Visit visit);
  template <typename Visit>
  void ForEachEntrant(Visit visit);
  const std::vector<Edge>& Row(int32_t node);
  void FindRow(int32_t node);

  std::vector<ClaimMove> Trace(int32_t target) const;
  void TellChain(int32_t target, std::vector<ClaimMove>* chain) const;
  void Walk(int32_t target);
  void Pass(int32_t from, int32_t to);
  void Reprice(Worth stop);
  Worth Open(int32_t from, int32_t to);
  std::optional<Worth> Return(int32_t from, int32_t to);
  Worth StartFrom(int32_t claim, int32_t given_up);

  void Move(int32_t claim, int32_t arc);
  void Seat(int32_t claim, int32_t arc);
  void Unseat(int32_t claim);
  void Wait(int32_t claim);

  FlowNetwork network_;
  int32_t pins_begin_ = 0;  // claims from here on are pins
  std::vector<Worth> level_weights_;
  std::vector<Worth> weight_;      // an arc
  std::vector<bool> closed_;       // an arc
  std::vector<int32_t> claim_of_;  // an arc
  std::vector<Worth> price_;       // a node; of outside(): 0
  std::vector<int32_t> flow_;
  std::vector<int32_t> held_;
  std::vector<int32_t> place_;  // of a claim among the holders of its node
  std::vector<std::vector<int32_t>> holders_;
  std::vector<Waiting> waiting_;        // a node
  std::vector<std::vector<Edge>> row_;  // of a node: the best holder for each way to go
  std::vector<bool> is_stale_;          // a row
  std::vector<int32_t> edge_to_;        // of FindRow: place in the row, by target

  std::vector<Label> label_;
  NodeHeap queue_;
  int32_t target_ = kNone;  // of the search
  Worth bound_ = 0;         // what is as far is of no interest
  std::vector<ClaimMove> moves_;
  std::vector<std::pair<int32_t, int32_t>> history_;  // claim, arc that it held before; or kNone, arc that was closed
};

}  // namespace jiedui::planning
