// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/try_overview.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "scheduler_service/planning/arrays.h"

namespace jiedui::planning {
namespace {

// Seats, or a quota, without room for somebody.
struct Full {
  int32_t item = kNone;
  int32_t quota = kNone;
  absl::int128 price = 0;
};

class Trials {
 public:
  Trials(const Instance& instance, const Solution& solution, const TrialLimits& limits)
      : instance_(instance), solution_(solution), plan_(PlanAtHand(instance, solution)), plans_(limits) {}

  Overview Take() && {
    for (int32_t q = 0; q < Size(instance_.quotas.size()); ++q)
      if (instance_.quotas[At(q)].floor > 0) TryWithoutFloor(q);
    for (const Full& full : DearestFirst()) TryWithOneMore(full);
    SortByGain(overview_.worthwhile);
    overview_.plans = plans_.made();
    overview_.is_complete = !plans_.is_over() && !has_missing_;
    return std::move(overview_);
  }

 private:
  void TryWithoutFloor(int32_t quota) {
    Instance changed = instance_;
    changed.quotas[At(quota)].floor = 0;
    auto found = Try(std::move(changed));
    has_missing_ = has_missing_ || !found.has_value();
    if (found.has_value()) overview_.floors.push_back({quota, *std::move(found)});
  }

  void TryWithOneMore(const Full& full) {
    Instance changed = instance_;
    int32_t& limit = full.quota == kNone ? changed.items[At(full.item)].seats : changed.quotas[At(full.quota)].ceiling;
    if (++limit > kSeatsMax) return;
    auto found = Try(std::move(changed));
    const bool brings_something = found.has_value() && found->gain > std::vector<int64_t>(found->gain.size());
    if (brings_something) overview_.worthwhile.push_back({full.item, full.quota, *std::move(found)});
  }

  // `changed` only loosens a rule. nullopt: no plan was made.
  std::optional<Loosened> Try(Instance changed) {
    changed.base = plan_.pairs;  // the new plan is not far from it
    std::optional<Plan> made = plans_.Make(changed);
    if (!made.has_value()) return std::nullopt;
    const Plan found = NoWorse(*std::move(made), plan_);
    Loosened loosened{.gain = {}, .is_exact = plan_.optimal() && found.optimal()};
    for (size_t l = 0; l < plan_.value.size(); ++l) loosened.gain.push_back(found.value[l] - plan_.value[l]);
    if (loosened.is_exact || plan_.value.empty()) return loosened;
    loosened.gain_least = std::max<int64_t>(0, found.value[0] - plan_.bound[0]);
    loosened.gain_most = found.bound[0] - plan_.value[0];
    return loosened;
  }

  // The limits may end before all are tried.
  std::vector<Full> DearestFirst() const {
    std::vector<Full> all = FullOnes();
    std::stable_sort(all.begin(), all.end(), [](const Full& a, const Full& b) { return b.price < a.price; });
    return all;
  }

  // Those that somebody is left out of.
  std::vector<Full> FullOnes() const {
    std::vector<int32_t> all(instance_.pair_item.size());
    std::iota(all.begin(), all.end(), 0);
    const Counts in = Count(plan_.pairs);
    const Counts wanted = Count(all);
    const std::vector<Prices>& proofs = solution_.certificate.proofs;
    std::vector<Full> full;
    for (int32_t j = 0; j < Size(instance_.items.size()); ++j)
      if (in.item[At(j)] >= instance_.items[At(j)].seats && wanted.item[At(j)] > in.item[At(j)])
        full.push_back({.item = j, .price = proofs.empty() ? 0 : proofs.front().seat[At(j)]});
    for (int32_t q = 0; q < Size(instance_.quotas.size()); ++q)
      if (in.quota[At(q)] >= instance_.quotas[At(q)].ceiling && wanted.quota[At(q)] > in.quota[At(q)])
        full.push_back({.quota = q, .price = proofs.empty() ? 0 : proofs.front().quota[At(q)]});
    return full;
  }

  // How many of the pairs each item and each quota has.
  struct Counts {
    std::vector<int32_t> item;
    std::vector<int32_t> quota;
  };
  Counts Count(const std::vector<int32_t>& pairs) const {
    Counts counts{.item = std::vector<int32_t>(instance_.items.size()), .quota = {}};
    std::vector<std::pair<int32_t, int32_t>> counted;  // group, item
    for (const int32_t pair : pairs) {
      const int32_t item = instance_.pair_item[At(pair)];
      ++counts.item[At(item)];
      for (const int32_t group : Of(PersonOfPair(instance_, pair), instance_.group_begin, instance_.group))
        counted.emplace_back(group, item);
    }
    std::sort(counted.begin(), counted.end());
    for (const Quota& quota : instance_.quotas) {
      const auto [first, last] = std::equal_range(counted.begin(), counted.end(), std::pair(quota.group, quota.item));
      counts.quota.push_back(static_cast<int32_t>(last - first));
    }
    return counts;
  }

  const Instance& instance_;
  const Solution& solution_;
  const Plan plan_;
  TrialPlans plans_;
  Overview overview_;
  bool has_missing_ = false;  // a floor without which no plan was found
};

}  // namespace

Overview TrySurvey(const Instance& instance, const Solution& solution, const TrialLimits& limits) {
  return Trials(instance, solution, limits).Take();
}

}  // namespace jiedui::planning
