// SPDX-License-Identifier: Apache-2.0
// Small random instances with every rule there is, and the best plan of one, found by looking at all that keep the
// rules: written from the words of instance.h, with nothing of the library's.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "scheduler_service/planning/instance.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {

// Items overlap in any way; everybody is in one or two of three groups, which may cross.
inline Instance RuledInstance(Dice& dice, bool with_minima) {
  Instance instance{.people = dice.Between(1, 4), .groups = 3};
  instance.items_per_person_max = dice.Between(1, 3);
  instance.travel_buffer_days = dice.OneIn(3) ? dice.Between(1, 2) : 0;
  const int32_t items = dice.Between(1, 4);
  for (int32_t j = 0; j < items; ++j) {
    const int32_t first = dice.Between(1, 12);
    const int32_t seats = dice.Between(0, 3);
    const int32_t least = with_minima && dice.OneIn(2) ? dice.Between(0, seats) : 0;
    instance.items.push_back({.days = {first, first + dice.Between(0, 6)}, .seats = seats, .seats_min = least});
  }
  instance.levels.resize(static_cast<size_t>(dice.Between(1, 2)));
  instance.pair_begin = instance.group_begin = instance.busy_begin = instance.completed_begin = {0};
  for (int32_t i = 0; i < instance.people; ++i) {
    for (int32_t j = 0; j < items; ++j) {
      if (dice.OneIn(4)) continue;
      instance.pair_item.push_back(j);
      for (Level& level : instance.levels) level.value.push_back(dice.Between(dice.OneIn(6) ? -2 : 1, 4));
      if (dice.OneIn(15))
        instance.forbidden.push_back(instance.pairs() - 1);
      else if (dice.OneIn(15))
        instance.pinned.push_back(instance.pairs() - 1);
    }
    instance.pair_begin.push_back(instance.pairs());
    for (int32_t g = 0; g < 3; ++g)
      if (dice.OneIn(2)) instance.group.push_back(g);
    instance.group_begin.push_back(static_cast<int32_t>(instance.group.size()));
    for (int32_t k = dice.OneIn(3) ? dice.Between(1, 2) : 0; k > 0; --k) {
      const int32_t first = dice.Between(1, 16);
      instance.busy.push_back({.days = {first, first + dice.Between(0, 2)}, .away = dice.OneIn(2)});
    }
    instance.busy_begin.push_back(static_cast<int32_t>(instance.busy.size()));
    if (dice.OneIn(4)) instance.completed.push_back(dice.Between(0, items - 1));
    instance.completed_begin.push_back(static_cast<int32_t>(instance.completed.size()));
    if (dice.OneIn(2))
      instance.days_per_person.push_back(dice.OneIn(2) ? kNoLimit : dice.Between(3, 12));
    else
      instance.days_per_person.push_back(kNoLimit);
  }
  if (items > 1 && dice.OneIn(3)) instance.prerequisites.push_back({.item = 0, .before = 1});
  if (items > 2 && dice.OneIn(4)) instance.prerequisites.push_back({.item = 1, .before = 2});
  if (items > 1 && dice.OneIn(3)) instance.exclusions.push_back({0, items - 1});
  for (int32_t g = 0; g < 3; ++g)
    if (dice.OneIn(6)) instance.home_covers.push_back({.group = g, .away_max = dice.Between(0, 2)});
  for (int32_t j = 0; j < items; ++j)
    for (int32_t g = 0; g < 3; ++g) {
      if (!dice.OneIn(6)) continue;
      const int32_t ceiling = dice.Between(0, 2);
      const int32_t floor = dice.OneIn(3) ? std::min(ceiling, instance.items[static_cast<size_t>(j)].seats) : 0;
      instance.quotas.push_back({.item = j, .group = g, .floor = floor, .ceiling = ceiling});
    }
  return instance;
}

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
    for (int32_t day = 0; day < 40; ++day) {
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
    std::vector<int64_t> value;
    for (const Level& level : instance_.levels) {
      value.push_back(0);
      for (const Pairs& bundle : chosen_)
        for (const int32_t pair : bundle) value.back() += level.value[static_cast<size_t>(pair)];
    }
    if (best_.has_value() && value <= *best_) return;
    if (KeepsSharedRules()) best_ = value;
  }

  const Instance& instance_;
  std::vector<std::vector<Pairs>> bundles_;  // of a person: what their own rules allow
  std::vector<Pairs> chosen_;
  std::optional<std::vector<int64_t>> best_;
};

}  // namespace jiedui::planning
