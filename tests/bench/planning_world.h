// SPDX-License-Identifier: Apache-2.0
// Instances to measure planning by: many people, few items, some of them far more wanted than others, seats for 80 %.
// The same seed makes the same instance on any platform.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "scheduler_service/planning/instance.h"

namespace jiedui {

struct PlanningSize {
  std::string name;
  int32_t people = 0;
  int32_t items = 0;
  int32_t candidates = 10;  // a person
};

inline const PlanningSize kCounty{"county", 2'000, 60};
inline const PlanningSize kProvince{"province", 100'000, 1'000};
inline const PlanningSize kNation{"nation", 1'000'000, 5'000};

// SplitMix64: the distributions of <random> differ between libraries.
class PlanningDice {
 public:
  explicit PlanningDice(uint64_t seed) : state_(seed) {}

  uint64_t Next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  int32_t Below(int32_t limit) { return static_cast<int32_t>(Next() % static_cast<uint64_t>(limit)); }

 private:
  uint64_t state_;
};

// Two levels: people placed, then their wishes, 10 for the first to 1. Low item numbers are popular: the smaller of two
// draws. Without `quotas` seats alone; with them every item has ceilings for two of ten divisions,
// and a popular one a floor for one of them.
inline planning::Instance MakePlanningInstance(const PlanningSize& size, uint64_t seed, bool quotas = false) {
  constexpr int32_t kDivisions = 10;
  PlanningDice dice(seed);
  planning::Instance instance;
  instance.people = size.people;
  const auto seats = static_cast<int32_t>(int64_t{size.people} * 8 / 10 / size.items);
  for (int32_t j = 0; j < size.items; ++j) {
    const int32_t first = dice.Below(300);
    instance.items.push_back({.days = {first, first + 4 + dice.Below(20)}, .seats = seats});
  }
  instance.levels = {{.name = "placed", .value = {}}, {.name = "wishes", .value = {}}};
  instance.pair_begin.push_back(0);
  std::vector<std::pair<int32_t, int64_t>> wishes;
  for (int32_t person = 0; person < size.people; ++person) {
    wishes.clear();
    while (static_cast<int32_t>(wishes.size()) < size.candidates) {
      const int32_t item = std::min(dice.Below(size.items), dice.Below(size.items));
      if (std::none_of(wishes.begin(), wishes.end(), [item](const auto& wish) { return wish.first == item; }))
        wishes.emplace_back(item, size.candidates - static_cast<int32_t>(wishes.size()));
    }
    std::sort(wishes.begin(), wishes.end());
    for (const auto& [item, wish] : wishes) {
      instance.pair_item.push_back(item);
      instance.levels[0].value.push_back(1);
      instance.levels[1].value.push_back(wish);
    }
    instance.pair_begin.push_back(instance.pairs());
  }
  if (!quotas) return instance;
  instance.groups = kDivisions;
  instance.group_begin.push_back(0);
  for (int32_t person = 0; person < size.people; ++person) {
    instance.group.push_back(dice.Below(kDivisions));
    instance.group_begin.push_back(static_cast<int32_t>(instance.group.size()));
  }
  for (int32_t j = 0; j < size.items; ++j) {
    const int32_t division = dice.Below(kDivisions);
    instance.quotas.push_back(
        {.item = j, .group = division, .floor = j < size.items / 2 ? seats / 20 : 0, .ceiling = seats / 4});
    instance.quotas.push_back(
        {.item = j, .group = (division + 1) % kDivisions, .floor = 0, .ceiling = std::max(1, seats / 8)});
  }
  return instance;
}

}  // namespace jiedui
