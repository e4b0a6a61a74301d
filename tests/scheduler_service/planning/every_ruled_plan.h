// SPDX-License-Identifier: Apache-2.0
// The best plan of a small instance with any rules, found by looking at all that keep them: written from the words of
// instance.h, with nothing of the library's.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/level_values.h"

namespace jiedui::planning {

class EveryRuledPlan {
 public:
  explicit EveryRuledPlan(const Instance& instance) : instance_(instance) {}

  // The best value; nullopt: no plan keeps the rules.
  std::optional<std::vector<int64_t>> Best() {
    for (int32_t i = 0; i < instance_.people; ++i) bundles_.push_back(BundlesOf(i));
    Choose(0);
    return best_;
  }

 private:
  using Pairs = std::vector<int32_t>;

  const Item& ItemOf(int32_t pair) const {
    return instance_.items[static_cast<size_t>(instance_.pair_item[static_cast<size_t>(pair)])];
  }
  int32_t Number(int32_t pair) const { return instance_.pair_item[static_cast<size_t>(pair)]; }
  static bool Has(const Pairs& list, int32_t value) { return std::find(list.begin(), list.end(), value) != list.end(); }
  static bool InGroup(const Instance& instance, int32_t person, int32_t group) {
    const auto i = static_cast<size_t>(person);
    const auto first = instance.group.begin() + instance.group_begin[i];
    const auto last = instance.group.begin() + instance.group_begin[i + 1];
    return std::find(first, last, group) != last;
  }
  // So many days lie between them, less than 0 if they overlap.
  static int32_t Between(const DayRange& a, const DayRange& b) {
    return std::max(a.first - b.last, b.first - a.last) - 1;
  }

  std::vector<Pairs> BundlesOf(int32_t person) const {
    std::vector<Pairs> bundles;
    const int32_t begin = instance_.pair_begin[static_cast<size_t>(person)];
    const int32_t count = instance_.pair_begin[static_cast<size_t>(person) + 1] - begin;
    for (int32_t set = 0; set < 1 << count; ++set) {
      Pairs bundle;
      bool keeps = true;
      for (int32_t k = 0; k < count; ++k) {
        if ((set >> k & 1) != 0) bundle.push_back(begin + k);
        keeps = keeps && !Has((set >> k & 1) != 0 ? instance_.forbidden : instance_.pinned, begin + k);
      }
      if (keeps && KeepsOwnRules(person, bundle)) bundles.push_back(bundle);
    }
    return bundles;
  }

  bool KeepsOwnRules(int32_t person, const Pairs& bundle) const {
    const auto i = static_cast<size_t>(person);
    int32_t days = 0;
    for (const int32_t pair : bundle) {
      days += ItemOf(pair).days.last - ItemOf(pair).days.first + 1;
      for (const int32_t other : bundle)
        if (other != pair && Between(ItemOf(pair).days, ItemOf(other).days) < instance_.travel_buffer_days)
          return false;
      for (int32_t b = instance_.busy_begin[i]; b < instance_.busy_begin[i + 1]; ++b)
        if (Between(ItemOf(pair).days, instance_.busy[static_cast<size_t>(b)].days) < instance_.travel_buffer_days)
          return false;
      for (const Prerequisite& rule : instance_.prerequisites)
        if (rule.item == Number(pair) && !IsTrained(i, bundle, rule, pair)) return false;
    }
    for (const auto& set : instance_.exclusions)
      if (std::count_if(bundle.begin(), bundle.end(), [&](int32_t pair) { return Has(set, Number(pair)); }) > 1)
        return false;
    const int32_t limit = instance_.days_per_person[i];
    return static_cast<int32_t>(bundle.size()) <= instance_.items_per_person_max &&
           (limit == kNoLimit || days <= limit);
  }

  bool IsTrained(size_t i, const Pairs& bundle, const Prerequisite& rule, int32_t pair) const {
    for (int32_t k = instance_.completed_begin[i]; k < instance_.completed_begin[i + 1]; ++k)
      if (instance_.completed[static_cast<size_t>(k)] == rule.before) return true;
    return std::any_of(bundle.begin(), bundle.end(), [&](int32_t other) {
      return Number(other) == rule.before && ItemOf(other).days.last < ItemOf(pair).days.first;
    });
  }

  void Choose(int32_t person) {
    if (person == instance_.people) return Judge();
    for (const Pairs& bundle : bundles_[static_cast<size_t>(person)]) {
      chosen_.push_back(bundle);
      Choose(person + 1);
      chosen_.pop_back();
    }
  }

  bool KeepsSharedRules() const {
    for (int32_t j = 0; j < static_cast<int32_t>(instance_.items.size()); ++j) {
      const Item& item = instance_.items[static_cast<size_t>(j)];
      const int32_t count = CountIn(j, -1);
      if (count > item.seats || (count > 0 && count < item.seats_min)) return false;
    }
    for (const Quota& quota : instance_.quotas) {
      const int32_t count = CountIn(quota.item, quota.group);
      const bool is_closed =
          instance_.items[static_cast<size_t>(quota.item)].seats_min > 0 && CountIn(quota.item, -1) == 0;
      if (count > quota.ceiling || (count < quota.floor && !is_closed)) return false;
    }
    return std::all_of(instance_.home_covers.begin(), instance_.home_covers.end(),
                       [this](const HomeCover& cover) { return IsCovered(cover); });
  }

  int32_t CountIn(int32_t item, int32_t group) const {
    int32_t count = 0;
    for (int32_t i = 0; i < instance_.people; ++i)
      for (const int32_t pair : chosen_[static_cast<size_t>(i)])
        if (Number(pair) == item && (group < 0 || InGroup(instance_, i, group))) ++count;
    return count;
  }

  bool IsCovered(const HomeCover& cover) const {
    for (int32_t day = std::max(0, cover.days.first); day < std::min(40, cover.days.last + 1); ++day) {
      int32_t away = 0;
      bool by_plan = false;
      for (int32_t i = 0; i < instance_.people; ++i) {
        if (!InGroup(instance_, i, cover.group)) continue;
        bool is_away = false;
        for (int32_t b = instance_.busy_begin[static_cast<size_t>(i)];
             b < instance_.busy_begin[static_cast<size_t>(i) + 1]; ++b) {
          const Busy& busy = instance_.busy[static_cast<size_t>(b)];
          is_away = is_away || (busy.away && busy.days.first <= day && day <= busy.days.last);
        }
        for (const int32_t pair : chosen_[static_cast<size_t>(i)])
          if (ItemOf(pair).days.first <= day && day <= ItemOf(pair).days.last) is_away = by_plan = true;
        away += is_away ? 1 : 0;
      }
      if (by_plan && away > cover.away_max) return false;
    }
    return true;
  }

  void Judge() {
    Pairs chosen;
    for (const Pairs& bundle : chosen_) chosen.insert(chosen.end(), bundle.begin(), bundle.end());
    const std::vector<int64_t> value = ValuesOf(instance_, chosen);
    if (best_.has_value() && value <= *best_) return;
    if (KeepsSharedRules()) best_ = value;
  }

  const Instance& instance_;
  std::vector<std::vector<Pairs>> bundles_;  // of a person: what their own rules allow
  std::vector<Pairs> chosen_;
  std::optional<std::vector<int64_t>> best_;
};

}  // namespace jiedui::planning
