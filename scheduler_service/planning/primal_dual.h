// SPDX-License-Identifier: Apache-2.0
// The largest total weight that claims can bring through a FlowNetwork, with the prices that prove it.
//
// A primal-dual method in which all waiting claims bid alike: every claim without a seat asks for the same gain
// `lambda`, which falls from the largest weight to 0; nodes have prices, which only rise. A claim with a seat gains at
// least lambda, so nobody loses a seat again. At each lambda a search runs backwards from the free seats over tight
// arcs (those that bring a claim just what it gains); claims without a seat that it meets are seated along shortest
// chains of moves, all at once (blocking flow). When it meets none, every node that it did not reach rises in price as
// lambda falls, up to the next tight arc. Weights are small integers, so there are about as many steps as distinct
// gains of a chain, whatever the number of claims; and what a search reads, the arcs into nodes that still lead to a
// free seat, gets less and less.
// The price of that: time grows with the number of distinct values. Measured with 100,000 people: values of 1 to 10
// take 0.4 s, 1 to 100 1.1 s, 1 to 1,000 5.5 s, where LEMON's network simplex takes 2 s. Give ranks.
//
// A floor pays `floor_bonus` for each of the first `floor` claims of a node, so that it needs no start of its own.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/flow_network.h"

namespace jiedui::planning {

// W: int32_t, int64_t or absl::int128, wide enough for four times a weight and the bonuses of all nested floors. One
// thread.
template <typename W>
class PrimalDual {
 public:
  // `weight`: of each arc. `network` and `meter` must outlive this.
  PrimalDual(const FlowNetwork& network, const std::vector<W>& weight, W floor_bonus, Meter& meter);

  // To the optimum, or until the meter is exhausted: then floors may not hold yet, and the prices still prove a bound.
  // Call once.
  void Run();

  std::vector<int32_t> held() const;                          // the arc of each claim, or kNone
  const std::vector<int32_t>& flow() const { return flow_; }  // the claims through a node
  const std::vector<W>& price() const { return price_; }      // for entering at a node

 private:
  // An arc as its node sees it. They are kept by node: "place" is an index among them.
  struct Entry {
    int32_t claim = 0;
    W weight = 0;
  };
  struct Seat {
    int32_t place = kNone;
    int32_t node = kNone;  // kNone: none yet
    W weight = 0;
  };
  struct Step {
    int32_t node = kNone;
    int32_t place = kNone;  // where a claim seated at the node before moves to, or kNone: along the tree
  };

  void SortByNode(const std::vector<W>& weight);
  W LargestGain() const;

  W PriceAbove(int32_t node) const;
  W UpSlack(int32_t node) const;
  W DownSlack(int32_t child) const;
  bool HasRoom(int32_t node) const;

  void Search();
  void Reach(int32_t node, W slack, int32_t level);
  void LookAlongTree(int32_t node);
  void LookAtEntries(int32_t node);
  void RaisePrices();

  void SeatAll();
  bool FindPath(int32_t first);
  bool AdvanceAlongTree(int32_t node);
  bool AdvanceAcross(int32_t node);
  void Apply();
  void Take(int32_t place, int32_t node);

  const FlowNetwork& network_;
  const W floor_bonus_;
  Meter& meter_;
  std::vector<int32_t> entry_begin_;  // nodes + 1
  std::vector<Entry> entries_;
  std::vector<int32_t> arc_of_;  // of a place

  W lambda_ = 0;
  std::vector<W> price_;
  std::vector<int32_t> flow_;
  std::vector<Seat> seats_;  // of claims
  int64_t placed_ = 0;

  std::vector<int32_t> level_;  // of a node: moves to a free seat; kNone = the search has not reached it
  std::vector<W> slack_;        // how far lambda must fall before it does
  W first_bid_ = 0;  // how far lambda must fall before a claim without a seat has a tight arc to what is reached
  std::vector<int32_t> queue_;
  std::vector<int32_t> starts_;              // places that claims without a seat can take
  std::vector<std::vector<int32_t>> exits_;  // of a node: places, a level nearer, that claims seated here can take
  std::vector<Step> path_;
};

}  // namespace jiedui::planning
