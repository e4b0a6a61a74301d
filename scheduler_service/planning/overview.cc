// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/overview.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/level_scale.h"
#include "scheduler_service/planning/residual.h"

namespace jiedui::planning {
namespace {

std::vector<FloorPrice> FloorPrices(Residual& residual, const LevelScale& scale) {
  std::vector<FloorPrice> floors;
  const Residual::Snapshot snapshot = residual.Save();
  for (int32_t node = 0; node < residual.outside(); ++node) {
    const FlowNode limits = residual.network().nodes[At(node)];
    if (limits.floor == 0) continue;
    Worth cost = 0;
    for (int32_t floor = limits.floor; floor > 0; --floor) {
      const Worth step = residual.LowerFloor(node);
      cost += step;
      if (step == 0) break;  // then it does not bind, and no lower one does
    }
    residual.Restore(snapshot);
    floors.push_back({limits.quota, scale.Effect(cost)});
  }
  std::sort(floors.begin(), floors.end(), [](const FloorPrice& a, const FloorPrice& b) { return a.quota < b.quota; });
  return floors;
}

std::vector<SeatWorth> WorthwhileSeats(Residual& residual, const LevelScale& scale, int32_t items) {
  std::vector<SeatWorth> worthwhile;
  const Residual::Snapshot snapshot = residual.Save();
  for (int32_t item = 0; item < items; ++item) {
    const Worth gain = residual.RaiseCapacity(item);
    residual.Restore(snapshot);
    if (gain > 0) worthwhile.push_back({item, scale.Effect(gain)});
  }
  std::stable_sort(worthwhile.begin(), worthwhile.end(),
                   [](const SeatWorth& a, const SeatWorth& b) { return b.gain < a.gain; });
  return worthwhile;
}

// How many different values of the person are better.
size_t RankOf(std::vector<int64_t> values, int64_t value) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return static_cast<size_t>(values.end() - std::upper_bound(values.begin(), values.end(), value));
}

std::vector<int64_t> RankProfile(const Instance& instance, const std::vector<int32_t>& chosen,
                                 const std::vector<int64_t>& value) {
  std::vector<int64_t> profile;
  for (const int32_t pair : chosen) {
    const int32_t person = PersonOfPair(instance, pair);
    const auto begin = value.begin() + instance.pair_begin[At(person)];
    const auto end = value.begin() + instance.pair_begin[At(person) + 1];
    const size_t rank = RankOf({begin, end}, value[At(pair)]);
    profile.resize(std::max(profile.size(), rank + 1));
    ++profile[rank];
  }
  return profile;
}

std::vector<ServiceRate> ServiceRates(const Instance& instance, const std::vector<int32_t>& chosen) {
  std::vector<ServiceRate> rates(At(instance.groups));
  for (int32_t group = 0; group < instance.groups; ++group) rates[At(group)].group = group;
  for (int32_t person = 0; person < PeopleWithPairs(instance); ++person) {
    const int32_t begin = instance.pair_begin[At(person)];
    const int32_t end = instance.pair_begin[At(person) + 1];
    const auto first = std::lower_bound(chosen.begin(), chosen.end(), begin);
    const bool is_placed = first != chosen.end() && *first < end;
    for (const int32_t group : Of(person, instance.group_begin, instance.group)) {
      rates[At(group)].people += begin != end ? 1 : 0;
      rates[At(group)].placed += is_placed ? 1 : 0;
    }
  }
  return rates;
}

}  // namespace

absl::StatusOr<Overview> Survey(const Instance& instance, const Solution& solution, int32_t wishes) {
  if (wishes < 0 || wishes >= Size(instance.levels.size()))
    return absl::InvalidArgumentError(
        absl::StrCat("wishes: ", wishes, ", there are ", instance.levels.size(), " levels"));
  ASSIGN_OR_RETURN(Residual residual, Residual::Make(instance, solution));
  const LevelScale scale(instance, residual.level_weights(), solution.plan.value);
  Overview overview;
  overview.floors = FloorPrices(residual, scale);
  overview.worthwhile = WorthwhileSeats(residual, scale, Size(instance.items.size()));
  overview.rank_profile = RankProfile(instance, solution.plan.pairs, instance.levels[At(wishes)].value);
  overview.groups = ServiceRates(instance, solution.plan.pairs);
  return overview;
}

}  // namespace jiedui::planning
