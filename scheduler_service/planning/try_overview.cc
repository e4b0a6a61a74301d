// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/try_overview.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/limit_counts.h"

namespace jiedui::planning {
namespace {

// Seats, a quota, or what a raise makes more of, without room for somebody.
struct Full {
  int32_t item = kNone;
  int32_t quota = kNone;
  int32_t raise = kNone;
  absl::int128 price = 0;
};

std::vector<int32_t> AllPairs(const Instance& instance) {
  std::vector<int32_t> all(instance.pair_item.size());
  std::iota(all.begin(), all.end(), 0);
  return all;
}

class Trials {
 public:
  Trials(const Instance& instance, const Solution& solution, const TrialLimits& limits,
         const std::vector<SeatRaise>& raises)
      : instance_(instance),
        solution_(solution),
        raises_(raises),
        plan_(PlanAtHand(instance, solution)),
        in_(CountLimits(instance, plan_.pairs)),
        wanted_(CountLimits(instance, AllPairs(instance))),
        plans_(limits) {}

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
    const auto rise = [](int32_t& limit) { limit = std::min(limit + 1, kSeatsMax); };
    Instance changed = instance_;
    if (full.item != kNone) rise(changed.items[At(full.item)].seats);
    if (full.quota != kNone) rise(changed.quotas[At(full.quota)].ceiling);
    if (full.raise != kNone) Raise(raises_[At(full.raise)], 1, changed);
    auto found = Try(std::move(changed));
    const bool brings_something = found.has_value() && found->gain > std::vector<int64_t>(found->gain.size());
    if (brings_something)
      overview_.worthwhile.push_back(
          {.item = full.item, .quota = full.quota, .with = *std::move(found), .raise = full.raise});
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

  // Those that somebody is left out of. Items with raises are enlarged by these.
  std::vector<Full> FullOnes() const {
    std::vector<Full> full;
    for (int32_t j = 0; j < Size(instance_.items.size()); ++j)
      if (IsItemFull(j) && !HasRaises(raises_, j)) full.push_back({.item = j, .price = PriceOfItem(j)});
    for (int32_t q = 0; q < Size(instance_.quotas.size()); ++q)
      if (IsQuotaFull(q) && !HasRaises(raises_, instance_.quotas[At(q)].item))
        full.push_back({.quota = q, .price = PriceOfQuota(q)});
    for (int32_t k = 0; k < Size(raises_.size()); ++k) AddIfFull(k, full);
    return full;
  }

  void AddIfFull(int32_t raise, std::vector<Full>& full) const {
    const SeatRaise& limits = raises_[At(raise)];
    const auto is_full = [this](int32_t q) { return IsQuotaFull(q); };
    const bool item_is_full = limits.item_rises && IsItemFull(limits.item);
    if (!item_is_full && std::none_of(limits.quotas.begin(), limits.quotas.end(), is_full)) return;
    Full one{.raise = raise, .price = limits.item_rises ? PriceOfItem(limits.item) : 0};
    for (const int32_t q : limits.quotas) one.price += PriceOfQuota(q);
    full.push_back(one);
  }

  bool IsItemFull(int32_t j) const {
    return in_.item[At(j)] >= instance_.items[At(j)].seats && wanted_.item[At(j)] > in_.item[At(j)];
  }
  bool IsQuotaFull(int32_t q) const {
    return in_.quota[At(q)] >= instance_.quotas[At(q)].ceiling && wanted_.quota[At(q)] > in_.quota[At(q)];
  }
  absl::int128 PriceOfItem(int32_t j) const {
    const std::vector<Prices>& proofs = solution_.certificate.proofs;
    return proofs.empty() ? absl::int128{0} : proofs.front().seat[At(j)];
  }
  absl::int128 PriceOfQuota(int32_t q) const {
    const std::vector<Prices>& proofs = solution_.certificate.proofs;
    return proofs.empty() ? absl::int128{0} : proofs.front().quota[At(q)];
  }

  const Instance& instance_;
  const Solution& solution_;
  const std::vector<SeatRaise>& raises_;
  const Plan plan_;
  const LimitCounts in_;
  const LimitCounts wanted_;  // by anybody
  TrialPlans plans_;
  Overview overview_;
  bool has_missing_ = false;  // a floor without which no plan was found
};

}  // namespace

Overview TrySurvey(const Instance& instance, const Solution& solution, const TrialLimits& limits,
                   const std::vector<SeatRaise>& raises) {
  return Trials(instance, solution, limits, raises).Take();
}

}  // namespace jiedui::planning
