// SPDX-License-Identifier: Apache-2.0
// Makes a roster better by chains of moves: somebody takes what they would rather have, the one who makes room moves
// on, and so forth, until one finds a free place or goes without. What a place costs by the cheapest chain behind it is
// found for all slots at once (Bellman and Ford); each chain is then carried out, and taken back unless the roster is
// better by it. One thread.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/best_bundle.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/choices.h"
#include "scheduler_service/planning/person_rules.h"
#include "scheduler_service/planning/roster.h"

namespace jiedui::planning {

class Chains {
 public:
  // `worth`, `floor_worth`: of the roster; with evenness, `worth` may be any guess of what entries bring, which may be
  // changed between calls, as the roster judges. All must outlive this.
  Chains(const Choices& choices, const PersonRules& rules, const std::vector<absl::int128>& worth,
         absl::int128 floor_worth, Roster& roster, Meter& meter);

  // Gives everyone, in turn, the best bundle around what they have, at these prices of slots less `discount`, that
  // there is room for.
  void Fill(const std::vector<int64_t>& weight, const std::vector<int64_t>& slot_price, int64_t discount);

  // Until no chain helps, or `rounds` are done, or the budget is used up.
  void Improve(int32_t rounds);

 private:
  struct Start {
    absl::int128 gain = 0;  // as the costs have it
    int32_t person = 0;
  };

  struct Leaving {
    absl::int128 cost = 0;
    int32_t entry = 0;
  };

  int32_t FloorsUnmet(int32_t slot) const;  // of the slot's gates, how many
  void FindCosts();
  bool SweepItem(int32_t item);
  Leaving CheapestExit(int32_t entry) const;
  bool Relax(int32_t leaving, absl::int128 cost);
  void QueueLeaving();
  int32_t TakeLeaving(int32_t slot);
  absl::int128 FloorLoss(int32_t leaving, int32_t slot) const;
  absl::int128 HeldWorth(int32_t entry) const;
  absl::int128 NewWorth(int32_t entry) const;

  int64_t Round();
  std::vector<Start> FindStarts();
  absl::int128 FindBundle(int32_t person);
  bool Try(int32_t person);
  bool TryOneMore(int32_t person, bool only_gains);
  absl::int128 GainOf(int32_t entry) const;
  bool Place(int32_t entry);
  bool PlaceOne(int32_t entry);
  void MakeWayFor(int32_t entry);
  bool Commit(size_t mark, absl::int128 before);

  const Choices& choices_;
  const PersonRules& rules_;
  const std::vector<absl::int128>& worth_;
  const absl::int128 floor_worth_;
  Roster& roster_;
  Meter& meter_;
  BestBundle<absl::int128> best_bundle_;

  std::vector<absl::int128> cost_;             // of a place for one more at a slot
  std::vector<bool> is_free_;                  // a slot that had room when costs were found
  std::vector<std::vector<Leaving>> leaving_;  // of an item: its holders, who leaves most cheaply last
  std::vector<int32_t> bundle_;                // of FindBundle: earliest first
  std::vector<int32_t> to_place_;              // by Place
};

}  // namespace jiedui::planning
