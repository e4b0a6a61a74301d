// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/spread.h"

#include <algorithm>
#include <span>

#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"

namespace jiedui::planning {
namespace {

int32_t SpreadLevelOf(const Instance& instance) {
  for (int32_t l = 0; l < Size(instance.levels.size()); ++l)
    if (!instance.levels[At(l)].periods.empty()) return l;
  return kNone;
}

// Pairs that each period has at most, whatever is chosen.
std::vector<int32_t> PairsMax(const Instance& instance, const Periods& periods) {
  std::vector<int32_t> most(periods.taken.size());
  std::vector<int32_t> mine;  // items of the person at hand, by period
  for (int32_t person = 0; person < PeopleWithPairs(instance); ++person) {
    const auto items = Of(person, instance.pair_begin, instance.pair_item);
    const auto period_of = [&periods](int32_t item) { return periods.of_item[At(item)]; };
    mine.assign(items.begin(), items.end());
    std::erase_if(mine, [&](int32_t item) { return period_of(item) == kNoPeriod; });
    std::stable_sort(mine.begin(), mine.end(), [&](int32_t a, int32_t b) { return period_of(a) < period_of(b); });
    for (size_t first = 0, last = 0; first < mine.size(); first = last) {
      while (last < mine.size() && period_of(mine[last]) == period_of(mine[first])) ++last;
      most[At(period_of(mine[first]))] +=
          MostTogether(instance, std::span<const int32_t>(mine).subspan(first, last - first));
    }
  }
  return most;
}

// The last step of the fullest period is worth 1.
FallingWorth WorthOfPeriods(const Instance& instance) {
  const int32_t level = SpreadLevelOf(instance);
  if (level == kNone) return {};
  const Periods& periods = instance.levels[At(level)].periods;
  const std::vector<int32_t> most = PairsMax(instance, periods);
  int64_t fullest = 0;
  for (size_t p = 0; p < most.size(); ++p) fullest = std::max(fullest, int64_t{periods.taken[p]} + most[p]);
  std::vector<FallingWorth::Steps> worth(most.size());
  for (size_t p = 0; p < most.size(); ++p)
    for (int32_t pairs = 0; pairs < most[p]; ++pairs) worth[p].push_back(fullest - periods.taken[p] - pairs);
  return FallingWorth(std::move(worth));
}

}  // namespace

bool HasSpread(const Instance& instance) { return SpreadLevelOf(instance) != kNone; }

Spread::Spread(const Instance& instance) : FallingWorth(WorthOfPeriods(instance)), level_(SpreadLevelOf(instance)) {
  if (level_ != kNone) period_of_ = instance.levels[At(level_)].periods.of_item;
}

std::vector<int32_t> Spread::Count(const Instance& instance, const std::vector<int32_t>& pairs) const {
  std::vector<int32_t> count(At(periods()));
  for (const int32_t pair : pairs)
    if (const int32_t period = period_of(instance.pair_item[At(pair)]); period != kNone) ++count[At(period)];
  return count;
}

}  // namespace jiedui::planning
