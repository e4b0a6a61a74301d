// SPDX-License-Identifier: Apache-2.0
// Gate prices with a small bound: the Lagrangian dual of the overlap case, by market clearing (each gate in turn takes
// the price at which its demand fits), then by subgradient steps towards a known plan. Every price vector gives a bound
// that holds; the search keeps the best.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/best_bundle.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/choices.h"

namespace jiedui::planning {

// The largest |weight| of an entry that the search takes: sums over a person's entries, less the prices of all gates,
// then fit 64 bits.
int64_t SearchWeightMax(const Choices& choices);

// One thread.
class PriceSearch {
 public:
  // `weight`: an entry, within +-SearchWeightMax. All must outlive this; `prices` (a gate) is where to begin.
  PriceSearch(const Choices& choices, const std::vector<int64_t>& weight, std::vector<int64_t> prices, Meter& meter);

  // Every gate once, in turn. The bound does not rise.
  void ClearMarkets();

  // At most `steps` steps towards `target`, what a known plan brings; ends early when the bound comes within `enough`
  // of it.
  void Descend(absl::int128 target, absl::int128 enough, int32_t steps);

  const std::vector<int64_t>& prices() const { return best_prices_; }  // of the best bound; a gate
  absl::int128 bound() const { return best_bound_; }

 private:
  absl::int128 Evaluate();
  void Remember(absl::int128 bound);
  void PriceSlots();
  int64_t PriceOf(int32_t slot) const;
  int64_t Excess(int32_t gate) const;
  void ClearGate(int32_t gate);
  int64_t Threshold(int32_t entry);
  void ListEntriesByGate();
  bool Deflect();
  void Step(absl::int128 distance, int32_t pace);

  const Choices& choices_;
  const std::vector<int64_t>& weight_;
  const int64_t price_max_;  // no price needs to be further from 0
  Meter& meter_;
  BestBundle<int64_t> best_bundle_;

  std::vector<int64_t> price_;       // a gate
  std::vector<int64_t> slot_price_;  // the sum of its gates' prices
  std::vector<int64_t> demand_;      // a gate, at the last evaluated prices
  std::vector<int64_t> direction_;   // a gate, in kDirectionUnit of places
  std::vector<int64_t> best_prices_;
  absl::int128 best_bound_ = absl::Int128Max();

  std::vector<int32_t> person_;      // of an entry
  std::vector<int32_t> gate_begin_;  // entries by gate
  std::vector<int32_t> gate_entry_;
  std::vector<int32_t> gate_slot_begin_;  // slots by gate
  std::vector<int32_t> gate_slot_;
  std::vector<int64_t> thresholds_;
};

}  // namespace jiedui::planning
