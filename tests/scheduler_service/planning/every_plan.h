// SPDX-License-Identifier: Apache-2.0
// The best plan of a small instance, found by looking at every one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

// What chosen pairs come to, in an order in which the larger list is the better plan: a number a level; at a level of
// fairness the shares of its groups, the least first, in 1 / 2520; at one of spread the loads of its periods likewise.
inline std::vector<int64_t> InOrder(const Instance& instance, const std::vector<int32_t>& chosen) {
  const auto person_of = [&instance](int32_t pair) {
    const auto above = std::upper_bound(instance.pair_begin.begin(), instance.pair_begin.end(), pair);
    return static_cast<int32_t>(above - instance.pair_begin.begin()) - 1;
  };
  const auto is_in = [&instance](int32_t person, int32_t group) {
    const auto groups = Of(person, instance.group_begin, instance.group);
    return std::count(groups.begin(), groups.end(), group) > 0;
  };
  std::vector<int64_t> value;
  for (const Level& level : instance.levels) {
    std::vector<int64_t> shares;
    for (const int32_t group : level.fair_groups) {
      int64_t people = 0;
      for (int32_t person = 0; person < instance.people; ++person)
        if (is_in(person, group) && !Of(person, instance.pair_begin, instance.pair_item).empty()) ++people;
      const auto pairs =
          std::count_if(chosen.begin(), chosen.end(), [&](int32_t pair) { return is_in(person_of(pair), group); });
      if (people > 0) shares.push_back(2520 * pairs / people);
    }
    for (size_t period = 0; period < level.periods.taken.size(); ++period)
      shares.push_back(level.periods.taken[period] + std::count_if(chosen.begin(), chosen.end(), [&](int32_t pair) {
                         return level.periods.of_item[At(instance.pair_item[At(pair)])] == Size(period);
                       }));
    std::sort(shares.begin(), shares.end());
    value.insert(value.end(), shares.begin(), shares.end());
    if (!level.fair_groups.empty() || !level.periods.empty()) continue;
    value.push_back(0);
    for (const int32_t pair : chosen) value.back() += level.value[At(pair)];
  }
  return value;
}

class EveryPlan {
 public:
  explicit EveryPlan(const Instance& instance) : instance_(instance) {}

  // The best value (InOrder), of plans that have the pair `must`; nullopt: there is no plan.
  std::optional<std::vector<int64_t>> Best(int32_t must = -1) {
    must_ = must;
    best_.reset();
    chosen_.clear();
    Choose(0);
    return best_;
  }

 private:
  void Choose(int32_t person) {
    if (person == instance_.people) return Judge();
    const int32_t begin = instance_.pair_begin[At(person)];
    const int32_t pairs = instance_.pair_begin[At(person) + 1] - begin;
    for (int32_t subset = 0; subset < 1 << pairs; ++subset) {
      const size_t before = chosen_.size();
      for (int32_t k = 0; k < pairs; ++k)
        if ((subset >> k & 1) != 0) chosen_.push_back(begin + k);
      if (MayHave(person, {chosen_.begin() + static_cast<std::ptrdiff_t>(before), chosen_.end()}) && FitsSeats())
        Choose(person + 1);
      chosen_.resize(before);
    }
  }

  int32_t ItemOf(int32_t pair) const { return instance_.pair_item[At(pair)]; }
  const DayRange& Days(int32_t pair) const { return instance_.items[At(ItemOf(pair))].days; }

  bool MayHave(int32_t person, const std::vector<int32_t>& mine) const {
    if (Size(mine.size()) > instance_.items_per_person_max) return false;
    const auto has = [&](int32_t pair) { return std::count(mine.begin(), mine.end(), pair) > 0; };
    for (int32_t pair = instance_.pair_begin[At(person)]; pair < instance_.pair_begin[At(person) + 1]; ++pair) {
      if (!has(pair) && (pair == must_ || Has(instance_.pinned, pair))) return false;
      if (has(pair) && Has(instance_.forbidden, pair)) return false;
    }
    for (const int32_t a : mine) {
      for (const int32_t b : mine)
        if (a != b && Clash(Days(a), Days(b), instance_.travel_buffer_days)) return false;
      for (const Busy& busy : Of(person, instance_.busy_begin, instance_.busy))
        if (Clash(Days(a), busy.days, instance_.travel_buffer_days)) return false;
      if (Has(instance_.pinned, a)) continue;
      for (const Prerequisite& rule : instance_.prerequisites)
        if (rule.item == ItemOf(a) && !IsTrained(person, rule.before, a, mine)) return false;
    }
    return true;
  }

  bool IsTrained(int32_t person, int32_t before, int32_t pair, const std::vector<int32_t>& mine) const {
    const auto completed = Of(person, instance_.completed_begin, instance_.completed);
    if (std::count(completed.begin(), completed.end(), before) > 0) return true;
    return std::any_of(mine.begin(), mine.end(),
                       [&](int32_t other) { return ItemOf(other) == before && Days(other).last < Days(pair).first; });
  }

  static bool Has(const std::vector<int32_t>& list, int32_t pair) {
    return std::binary_search(list.begin(), list.end(), pair);
  }

  bool FitsSeats() const {
    for (int32_t j = 0; j < Size(instance_.items.size()); ++j)
      if (std::count_if(chosen_.begin(), chosen_.end(), [&](int32_t pair) { return ItemOf(pair) == j; }) >
          instance_.items[At(j)].seats)
        return false;
    return true;
  }

  int32_t PersonOf(int32_t pair) const {
    const std::vector<int32_t>& begin = instance_.pair_begin;
    return static_cast<int32_t>(std::upper_bound(begin.begin(), begin.end(), pair) - begin.begin()) - 1;
  }

  void Judge() {
    for (const Quota& quota : instance_.quotas) {
      const auto count = std::count_if(chosen_.begin(), chosen_.end(), [&](int32_t pair) {
        const auto groups = Of(PersonOf(pair), instance_.group_begin, instance_.group);
        return ItemOf(pair) == quota.item && std::count(groups.begin(), groups.end(), quota.group) > 0;
      });
      if (count < quota.floor || count > quota.ceiling) return;
    }
    std::vector<int64_t> value = InOrder(instance_, chosen_);
    if (!best_.has_value() || value > *best_) best_ = value;
  }

  const Instance& instance_;
  int32_t must_ = -1;
  std::vector<int32_t> chosen_;
  std::optional<std::vector<int64_t>> best_;
};

}  // namespace jiedui::planning
