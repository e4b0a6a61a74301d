// SPDX-License-Identifier: Apache-2.0
// One person who may have several of many items: random ones, and all sets of these that go together.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "scheduler_service/planning/candidacy.h"
#include "scheduler_service/planning/instance.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {

// Up to eight items of a few days each, and up to three exclusions; a candidacy for each, of value 1.
inline Instance OnePersonInstance(Dice& dice) {
  Instance instance;
  instance.people = 1;
  const int32_t items = dice.Between(1, 8);
  instance.items_per_person_max = items;
  instance.travel_buffer_days = dice.Between(0, 2);
  instance.pair_begin = {0, items};
  for (int32_t j = 0; j < items; ++j) {
    const int32_t first = dice.Between(1, 30);
    instance.items.push_back({.days = {first, first + dice.Between(0, 6)}, .seats = 1});
    instance.pair_item.push_back(j);
  }
  instance.levels = {{.name = "a", .value = std::vector<int64_t>(static_cast<size_t>(items), 1)}};
  for (int32_t sets = dice.Between(0, 3); sets > 0; --sets) {
    std::vector<int32_t> set;
    for (int32_t j = 0; j < items; ++j)
      if (dice.OneIn(3)) set.push_back(j);
    if (set.size() > 1) instance.exclusions.push_back(set);
  }
  return instance;
}

// Whether the person could have both, read off the rules.
inline bool GoTogether(const Instance& instance, int32_t item, int32_t other) {
  const DayRange& a = instance.items[static_cast<size_t>(item)].days;
  const DayRange& b = instance.items[static_cast<size_t>(other)].days;
  const bool are_apart =
      a.first > b.last + instance.travel_buffer_days || b.first > a.last + instance.travel_buffer_days;
  return are_apart && std::none_of(instance.exclusions.begin(), instance.exclusions.end(), [=](const auto& set) {
           return std::count(set.begin(), set.end(), item) + std::count(set.begin(), set.end(), other) == 2;
         });
}

// Of each item the first that a chain of items, each of which cannot go with the next, leads to.
inline std::vector<size_t> FirstTied(const Instance& instance) {
  std::vector<size_t> first(instance.items.size());
  for (size_t k = 0; k < first.size(); ++k) first[k] = k;
  for (size_t rounds = 0; rounds < first.size(); ++rounds)
    for (size_t a = 0; a < first.size(); ++a)
      for (size_t b = 0; b < first.size(); ++b)
        if (!GoTogether(instance, static_cast<int32_t>(a), static_cast<int32_t>(b)))
          first[a] = first[b] = std::min(first[a], first[b]);
  return first;
}

// No two items with the same FirstTied go together.
inline bool AreAllTiedInFull(const Instance& instance, const std::vector<size_t>& first) {
  for (size_t a = 0; a < first.size(); ++a)
    for (size_t b = 0; b < a; ++b)
      if (first[a] == first[b] && GoTogether(instance, static_cast<int32_t>(a), static_cast<int32_t>(b))) return false;
  return true;
}

}  // namespace jiedui::planning
