// SPDX-License-Identifier: Apache-2.0
// Why a person has not got an item, and what would change that: computed from the optimal plan and its prices, not
// guessed. For the exact case (Method::kFlow); explain_bounded.h says what can be said otherwise.
//
// Optima can be tied, so what a change does is defined over all of them. A change ADMITS a person to an item when,
// after it, some optimal plan has the pair: the changed instance with the pair pinned has the same value at every level
// as without the pin. Its EFFECT is the difference of optima, a number a level: new minus old.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "scheduler_service/planning/entry_nodes.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/level_scale.h"
#include "scheduler_service/planning/obstacles.h"
#include "scheduler_service/planning/person_move.h"
#include "scheduler_service/planning/remedy.h"
#include "scheduler_service/planning/residual.h"
#include "scheduler_service/planning/seat_ladders.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

// Why a pair was not chosen.
struct Refusal {
  enum class Why {
    kObstacle,   // the pair cannot stand: obstacles; one alone is a near miss
    kOutranked,  // giving the person the item would cost more than it brings
    kTied,       // some optimal plan has the pair: the order of the input decided
    kNoPlace,    // pins and floors leave no place that anybody could give up
  };
  int32_t pair = 0;
  Why why = Why::kObstacle;
  std::vector<Obstacle> obstacles;
  std::vector<int64_t> brings;  // a level: the pair's values
  // A level: what all others lose when the person gets the item, by the moves of `chain`: first who gives way there
  // (the holder of the marginal seat), then whom that one displaces, and so on. If the person has something else in the
  // period, they give it up for the item: it is lost too, and the chain ends with who fills that place. Empty chain:
  // there is room, but the pair is worth less than nothing, or than what is given up. Of kOutranked and kTied.
  std::vector<int64_t> costs;
  std::vector<PersonMove> chain;
  int32_t level = kNone;  // of kOutranked: the first at which it costs more than it brings
};

struct Explanation {
  int32_t person = 0;
  std::vector<Refusal> refusals;  // a pair not chosen, ascending
  std::vector<Remedy> remedies;   // the smallest first; of equal size, what is best for the goals
};

// Whether the prices of the plan say exactly what every place costs: an optimal one of the exact case, proven in one
// proof, without minimum class sizes and evenness. Otherwise explain_bounded.h, try_remedies.h and try_overview.h say
// what can be said.
bool PricesSayAll(const Instance& instance, const Solution& solution);

// Tables of what places cost are made once for each item that is asked about. One thread.
class Explainer {
 public:
  // Errors of Residual::Make. `instance` must outlive this.
  static absl::StatusOr<Explainer> Make(const Instance& instance, const Solution& solution);

  // Refusals of all pairs not chosen. Remedies by seats and ceilings for periods in which the person has nothing; by
  // giving up or completing something for those who have nothing else, where it opens one pair at a time (then the
  // effect is exact).
  Explanation Explain(int32_t person);

  // Of everyone who has no chosen pair but could have wished for one, ascending.
  std::vector<Explanation> ExplainLeftOut();

 private:
  Explainer(const Instance& instance, const Solution& solution, Residual residual);

  struct Price {
    std::optional<Worth> cost;
    std::vector<PersonMove> chain;
  };
  const Price& PriceOf(int32_t node);
  Price PriceOfSwap(int32_t node, int32_t held);
  std::vector<PersonMove> InPairs(const std::vector<ClaimMove>& chain) const;
  Worth WeightOf(int32_t pair) const;
  void JudgeClaims(int32_t person, std::vector<Refusal>& refusals, std::vector<Remedy>& remedies);
  Refusal Judge(int32_t arc, const Price& price);
  void AddLadders(int32_t claim, int32_t arc, std::vector<Remedy>& remedies);
  void AddSurrenders(int32_t person, std::vector<Remedy>& remedies);
  void AddSurrender(int32_t person, const Supposing& supposing, const ChangePart& part, std::vector<Remedy>& remedies);
  std::vector<int32_t> PairsOpened(int32_t person, const Supposing& supposing) const;
  bool HasNothingMovable(int32_t person) const;

  const Instance* instance_;
  Residual residual_;
  LevelScale scale_;
  SeatLadders ladders_;
  EntryNodes entries_;
  std::vector<std::optional<Price>> price_;  // a node
  std::vector<int32_t> claim_begin_;         // people + 1
  std::vector<bool> is_chosen_;              // a pair
};

}  // namespace jiedui::planning
