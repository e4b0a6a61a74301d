// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/even_overlap.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/even_repair.h"
#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/level_values.h"
#include "scheduler_service/planning/level_weights.h"
#include "scheduler_service/planning/overlap.h"
#include "scheduler_service/planning/overlap_proof.h"
#include "scheduler_service/planning/pins.h"
#include "scheduler_service/planning/spread.h"

namespace jiedui::planning {
namespace {

constexpr int32_t kRoundsMax = 4;

// One price a class for each of its pairs, in place of a worth that falls.
class ClassPrices {
 public:
  explicit ClassPrices(const FallingWorth& worth) : worth_(worth) {
    for (int32_t which = 0; which < worth.classes(); ++which)
      price_.push_back(WorthAt(which, worth.pairs_max(which) / 2));
  }

  int64_t Of(int32_t which) const { return which == kNone ? 0 : price_[At(which)]; }

  // Halfway to what the next pair of each is worth, where there are so many.
  void MoveTowards(const std::vector<int32_t>& count) {
    for (int32_t which = 0; which < Size(price_.size()); ++which)
      price_[At(which)] = (price_[At(which)] + WorthAt(which, count[At(which)])) / 2;
  }

  std::vector<absl::int128> Weighted(absl::int128 weight) const {
    std::vector<absl::int128> weighted;
    for (const int64_t price : price_) weighted.push_back(weight * price);
    return weighted;
  }

 private:
  int64_t WorthAt(int32_t which, int32_t pairs) const {
    return pairs < worth_.pairs_max(which) ? worth_.WorthOfNext(which, pairs) : 0;
  }

  const FallingWorth& worth_;
  std::vector<int64_t> price_;
};

class EvenOverlaps {
 public:
  EvenOverlaps(const Instance& instance, Meter& meter)
      : instance_(instance),
        meter_(meter),
        fairness_(instance),
        spread_(instance),
        of_group_(fairness_),
        of_period_(spread_),
        priced_(instance) {
    for (Level& level : priced_.levels) {
      level.fair_groups.clear();
      level.periods = {};
    }
  }

  absl::StatusOr<Solution> Take() && {
    PrepareRepair();
    for (int32_t round = 0; round < kRoundsMax && !IsDone(); ++round) {
      PutPrices();
      absl::StatusOr<Solution> solution = SolveOverlaps(priced_, meter_);
      if (!solution.ok() && !best_.has_value()) return solution.status();
      if (!solution.ok()) break;
      if (repair_.has_value()) solution->plan.pairs = repair_->Improve(solution->plan.pairs);
      Translate(*solution);
      of_group_.MoveTowards(fairness_.Count(instance_, solution->plan.pairs));
      of_period_.MoveTowards(spread_.Count(instance_, solution->plan.pairs));
      KeepBetter(instance_, *std::move(solution), best_);
    }
    if (fairness_.level() != kNone) best_->plan.relaxed.emplace_back(kFairnessIsBounded);
    return *std::move(best_);
  }

 private:
  // Where the true worth does not fit its bits, plans stay as prices make them.
  void PrepareRepair() {
    absl::StatusOr<std::vector<int32_t>> pins = CompletePins(instance_);
    absl::StatusOr<std::vector<absl::int128>> level_weights = SearchLevelWeights(instance_);
    if (!pins.ok() || !level_weights.ok()) return;
    const absl::StatusOr<absl::int128> floor_worth = FloorWorth(instance_, *level_weights);
    if (!floor_worth.ok()) return;
    level_weights_ = *std::move(level_weights);
    const bool are_complete = *pins == instance_.pinned;
    if (!are_complete) {
      completed_ = instance_;
      completed_.pinned = *std::move(pins);
    }
    repair_.emplace(are_complete ? instance_ : completed_, level_weights_, *floor_worth, meter_);
  }

  // Another round could bring neither a better plan nor a better bound.
  bool IsDone() const { return best_.has_value() && (meter_.exhausted() || best_->plan.bound == best_->plan.value); }

  void PutPrices() {
    for (int32_t person = 0; person < PeopleWithPairs(instance_); ++person)
      for (int32_t pair = instance_.pair_begin[At(person)]; pair < instance_.pair_begin[At(person) + 1]; ++pair) {
        if (fairness_.level() != kNone)
          priced_.levels[At(fairness_.level())].value[At(pair)] = of_group_.Of(fairness_.group_of(person));
        if (spread_.level() != kNone)
          priced_.levels[At(spread_.level())].value[At(pair)] =
              of_period_.Of(spread_.period_of(instance_.pair_item[At(pair)]));
      }
  }

  // A proof of the sum with prices is one of the sum with the true worth, at these prices.
  void Translate(Solution& solution) const {
    solution.plan.value = ValuesOf(instance_, solution.plan.pairs);
    for (Prices& proof : solution.certificate.proofs) {
      const auto weight = [&proof](int32_t level) { return proof.denominator * proof.level_weight[At(level)]; };
      if (fairness_.level() != kNone) proof.fair_group = of_group_.Weighted(weight(fairness_.level()));
      if (spread_.level() != kNone) proof.period = of_period_.Weighted(weight(spread_.level()));
    }
    solution.plan.bound = LevelBounds(instance_, solution.certificate, solution.plan.value);
  }

  const Instance& instance_;
  Meter& meter_;
  const Fairness fairness_;
  const Spread spread_;
  ClassPrices of_group_;
  ClassPrices of_period_;
  Instance priced_;
  Instance completed_;  // with what pins bring, if they bring anything
  std::vector<absl::int128> level_weights_;
  std::optional<EvenRepair> repair_;
  std::optional<Solution> best_;
};

}  // namespace

absl::StatusOr<Solution> SolveEvenOverlaps(const Instance& instance, Meter& meter) {
  return EvenOverlaps(instance, meter).Take();
}

}  // namespace jiedui::planning
