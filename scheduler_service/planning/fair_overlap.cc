// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/fair_overlap.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/overlap.h"
#include "scheduler_service/planning/overlap_proof.h"

namespace jiedui::planning {
namespace {

constexpr int32_t kRoundsMax = 4;

class FairOverlaps {
 public:
  FairOverlaps(const Instance& instance, Meter& meter)
      : instance_(instance), meter_(meter), fairness_(instance), priced_(instance), price_(At(fairness_.groups())) {
    priced_.levels[At(fairness_.level())].fair_groups.clear();
    for (int32_t group = 0; group < fairness_.groups(); ++group) price_[At(group)] = WorthAt(group, MostOf(group) / 2);
  }

  absl::StatusOr<Solution> Take() && {
    for (int32_t round = 0; round < kRoundsMax && !(best_.has_value() && meter_.exhausted()); ++round) {
      PutPrices();
      absl::StatusOr<Solution> solution = SolveOverlaps(priced_, meter_);
      if (!solution.ok() && !best_.has_value()) return solution.status();
      if (!solution.ok()) break;
      Translate(*solution);
      const std::vector<int32_t> count = fairness_.Count(instance_, solution->plan.pairs);
      for (int32_t group = 0; group < fairness_.groups(); ++group)
        price_[At(group)] = (price_[At(group)] + WorthAt(group, count[At(group)])) / 2;
      if (!best_.has_value() || solution->plan.value > best_->plan.value) best_ = *std::move(solution);
    }
    best_->plan.relaxed.emplace_back(kFairnessIsBounded);
    return *std::move(best_);
  }

 private:
  int32_t MostOf(int32_t group) const { return fairness_.pairs_max(group); }

  int64_t WorthAt(int32_t group, int32_t pairs) const {
    return pairs < MostOf(group) ? fairness_.WorthOfNext(group, pairs) : 0;
  }

  // Every pair of a group brings its price.
  void PutPrices() {
    std::vector<int64_t>& value = priced_.levels[At(fairness_.level())].value;
    for (int32_t person = 0; person < PeopleWithPairs(instance_); ++person)
      for (int32_t pair = instance_.pair_begin[At(person)]; pair < instance_.pair_begin[At(person) + 1]; ++pair)
        value[At(pair)] = fairness_.group_of(person) == kNone ? 0 : price_[At(fairness_.group_of(person))];
  }

  // A proof of the sum with prices is one of the sum with the true worth, at these prices.
  void Translate(Solution& solution) const {
    solution.plan.value = ValuesOf(instance_, solution.plan.pairs);
    for (Prices& proof : solution.certificate.proofs)
      for (const int64_t price : price_)
        proof.fair_group.push_back(proof.denominator * proof.level_weight[At(fairness_.level())] * price);
    solution.plan.bound = LevelBounds(instance_, solution.certificate, solution.plan.value);
  }

  const Instance& instance_;
  Meter& meter_;
  const Fairness fairness_;
  Instance priced_;
  std::vector<int64_t> price_;  // a group
  std::optional<Solution> best_;
};

}  // namespace

absl::StatusOr<Solution> SolveFairOverlaps(const Instance& instance, Meter& meter) {
  return FairOverlaps(instance, meter).Take();
}

}  // namespace jiedui::planning
