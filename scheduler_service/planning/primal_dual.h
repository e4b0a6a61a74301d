// SPDX-License-Identifier: Apache-2.0
// The largest total weight that claims can bring through a FlowNetwork, with the prices that prove it.
//
// The primal-dual method, with all waiting claims bidding alike: every claim without a seat asks for the same gain
// `lambda`, which falls from the largest weight to 0; nodes have prices, which only rise. A claim joins when some arc
// is worth weight - price == lambda. At each lambda, blocking flows along shortest chains of tight arcs (Dinic) seat as
// many as can be; then what the claims left waiting can still reach rises in price as lambda falls, up to the next
// tight arc. Weights are small integers, so there are few such steps whatever the number of claims: O(steps * rounds *
// arcs), and steps are about the number of distinct lengths of chains. Searches run over nodes (items and quotas):
// claims are their edges.
//
// A floor pays `floor_bonus` for each of the first `floor` claims of a node, so that prices below 0 need no other
// start.
#pragma once

#include <cstdint>
#include <queue>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/flow_network.h"

namespace jiedui::planning {

// W: int64_t or absl::int128, wide enough for the sum of a weight and the bonuses of all nested floors. One thread.
template <typename W>
class PrimalDual {
 public:
  // `network`, `weight` (an arc) and `meter` must outlive this.
  PrimalDual(const FlowNetwork& network, const std::vector<W>& weight, W floor_bonus, Meter& meter);

  // To the optimum, or until the meter is exhausted: then the flow is feasible but for floors and the prices still
  // prove a bound. Call once.
  void Run();

  const std::vector<int32_t>& held() const { return held_; }  // the arc of a claim, or kNone
  const std::vector<int32_t>& flow() const { return flow_; }  // the claims through a node
  const std::vector<W>& price() const { return price_; }      // for entering at a node
  W lambda() const { return lambda_; }                        // what every claim without a seat still asks for
  int64_t placed() const { return placed_; }

 private:
  struct Step {
    int32_t node = kNone;
    int32_t via = kNone;  // the arc by which a holder of the node before moves here, or kNone: along the tree
  };
  struct Waiting {
    int32_t claim = kNone;
    int32_t arc = kNone;
  };

  W PriceAbove(int32_t node) const;
  W UpSlack(int32_t node) const;
  W DownSlack(int32_t child) const;
  bool HasRoom(int32_t node) const;

  W BestOf(int32_t claim) const;
  void Announce();
  void Admit();
  void List(int32_t claim);
  bool HasWaiting(int32_t node);

  bool SeatAll();
  bool Search();
  void Reach(int32_t node, W slack, int32_t level);
  void LookUp(int32_t node);
  void LookDown(int32_t node);
  void LookAcross(int32_t node);
  void RaisePrices();
  W NextBid(W least);
  void Unpark();

  void Augment();
  bool FindPath(int32_t source);
  bool AdvanceAlongTree(int32_t node);
  bool AdvanceAcross(int32_t node);
  void Apply(int32_t claim, int32_t arc);
  void Seat(int32_t claim, int32_t arc);
  void Unseat(int32_t claim);

  const FlowNetwork& network_;
  const std::vector<W>& weight_;
  const W floor_bonus_;
  Meter& meter_;
  const int32_t sink_;

  W lambda_ = 0;
  std::vector<W> price_;
  std::vector<int32_t> flow_;
  std::vector<int32_t> held_;
  std::vector<int32_t> place_;                 // of a claim among the holders of its node
  std::vector<std::vector<int32_t>> holders_;  // of a node: the claims that enter there
  int64_t placed_ = 0;

  std::priority_queue<std::pair<W, int32_t>> bids_;  // lambda at which a claim may have a new tight arc
  std::vector<int32_t> parked_;                      // claims without a bid until somebody is seated
  std::vector<std::vector<Waiting>> waiting_;        // of a node: tight arcs of claims without a seat, and stale ones
  std::vector<bool> is_listed_;                      // an arc is in waiting_
  std::vector<int32_t> sources_;                     // nodes where somebody waits
  std::vector<bool> is_source_;

  std::vector<int32_t> level_;  // of a node in the search, kNone = not reached
  std::vector<W> slack_;        // how far lambda must fall before the node is reached
  std::vector<int32_t> queue_;
  std::vector<int32_t> next_branch_;  // cursors of the blocking flow: along the tree, among holders, among their arcs
  std::vector<int32_t> next_holder_;
  std::vector<int32_t> next_arc_;
  std::vector<Step> path_;
};

}  // namespace jiedui::planning
