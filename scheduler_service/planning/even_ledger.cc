// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/even_ledger.h"

#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/level_weights.h"

namespace jiedui::planning {
namespace {

using absl::int128;

// What the pair after so many of the class is worth.
int64_t StepOf(const FallingWorth& worth, int32_t which, int32_t pairs) {
  return pairs < 0 || pairs >= worth.pairs_max(which) ? 0 : worth.WorthOfNext(which, pairs);
}

}  // namespace

EvenLedger::EvenLedger(const Instance& instance, const std::vector<int128>& level_weights)
    : fairness_(instance),
      spread_(instance),
      fair_unit_(WeightAt(level_weights, fairness_.level())),
      spread_unit_(WeightAt(level_weights, spread_.level())),
      of_group_(fairness_.Count(instance, instance.pinned)),
      of_period_(spread_.Count(instance, instance.pinned)) {}

int128 EvenLedger::WorthOf(int32_t person, int32_t item, int32_t further) const {
  const int32_t group = fairness_.group_of(person);
  const int32_t period = spread_.period_of(item);
  int128 worth = 0;
  if (group != kNone) worth += fair_unit_ * StepOf(fairness_, group, of_group_[At(group)] + further);
  if (period != kNone) worth += spread_unit_ * StepOf(spread_, period, of_period_[At(period)] + further);
  return worth;
}

int128 EvenLedger::Add(int32_t person, int32_t item) {
  const int128 worth = Next(person, item);
  Count(person, item, 1);
  return worth;
}

int128 EvenLedger::Remove(int32_t person, int32_t item) {
  const int128 worth = Last(person, item);
  Count(person, item, -1);
  return worth;
}

void EvenLedger::Count(int32_t person, int32_t item, int32_t pairs) {
  if (const int32_t group = fairness_.group_of(person); group != kNone) of_group_[At(group)] += pairs;
  if (const int32_t period = spread_.period_of(item); period != kNone) of_period_[At(period)] += pairs;
}

}  // namespace jiedui::planning
