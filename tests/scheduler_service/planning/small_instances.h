// SPDX-License-Identifier: Apache-2.0
// Random instances of the exact case, so small that every plan can be looked at (every_plan.h).
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <random>
#include <variant>
#include <vector>

#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

class Dice {
 public:
  explicit Dice(uint64_t seed) : random_(seed) {}

  int32_t Between(int32_t least, int32_t most) {
    return least + static_cast<int32_t>(random_() % static_cast<uint64_t>(most - least + 1));
  }
  bool OneIn(int32_t n) { return Between(1, n) == 1; }

 private:
  std::mt19937_64 random_;
};

// Everybody is of one of three townships, groups 0 to 2; the first two make the county, group 3.
inline Instance SmallInstance(Dice& dice, int32_t people_max = 5, int32_t items_max = 4) {
  Instance instance;
  instance.people = dice.Between(2, people_max);
  const bool two_periods = dice.OneIn(4);
  instance.items_per_person_max = two_periods ? 2 : 1;
  const int32_t items = dice.Between(1, items_max);
  for (int32_t j = 0; j < items; ++j) {
    const int32_t first = two_periods && j % 2 == 1 ? 20 : dice.Between(1, 2);
    instance.items.push_back({.days = {first, first + 5}, .seats = dice.Between(0, 2)});
  }
  instance.groups = 4;
  const int32_t levels = dice.Between(1, 3);
  instance.levels.resize(static_cast<size_t>(levels));
  instance.pair_begin.push_back(0);
  instance.group_begin.push_back(0);
  instance.busy_begin.push_back(0);
  instance.completed_begin.push_back(0);
  const bool has_prerequisite = items > 1 && dice.OneIn(4);
  if (has_prerequisite) instance.prerequisites.push_back({.item = 0, .before = items - 1});
  const int32_t spread = dice.Between(0, 3);
  for (int32_t i = 0; i < instance.people; ++i) {
    for (int32_t j = 0; j < items; ++j) {
      if (dice.OneIn(3)) continue;
      instance.pair_item.push_back(j);
      for (int32_t l = 0; l < levels; ++l)
        instance.levels[At(l)].value.push_back(l == 0 && levels > 1 ? dice.Between(0, 3) > 0
                                                                    : dice.Between(dice.OneIn(5) ? -1 : 1, 1 + spread));
    }
    instance.pair_begin.push_back(instance.pairs());
    const int32_t township = dice.Between(0, 2);
    instance.group.push_back(township);
    if (township < 2) instance.group.push_back(3);
    instance.group_begin.push_back(Size(instance.group.size()));
    if (dice.OneIn(6)) instance.busy.push_back({.days = {dice.Between(1, 3), dice.Between(3, 9)}});
    if (dice.OneIn(12)) instance.busy.push_back({.days = {21, 22}});
    instance.busy_begin.push_back(Size(instance.busy.size()));
    if (has_prerequisite && dice.OneIn(2)) instance.completed.push_back(items - 1);
    instance.completed_begin.push_back(Size(instance.completed.size()));
  }
  for (int32_t j = 0; j < items; ++j)
    for (int32_t g = 0; g < 4; ++g) {
      if (!dice.OneIn(4)) continue;
      const int32_t ceiling = dice.Between(0, 2);
      const int32_t floor = dice.OneIn(3) ? std::min({dice.Between(0, ceiling), instance.items[At(j)].seats}) : 0;
      instance.quotas.push_back({.item = j, .group = g, .floor = floor, .ceiling = ceiling});
    }
  for (int32_t pair = 0; pair < instance.pairs(); ++pair) {
    if (dice.OneIn(20))
      instance.forbidden.push_back(pair);
    else if (dice.OneIn(15))
      instance.pinned.push_back(pair);
  }
  return instance;
}

// Calls with `count` instances that have a plan of the exact case, and that plan.
inline void ForSmallCases(uint64_t seed, int64_t count,
                          const std::function<void(const Instance&, const Solution&, Dice&)>& test) {
  for (; count > 0; ++seed) {
    Dice dice(seed);
    const Instance instance = SmallInstance(dice);
    const auto answer = Solve(instance);
    if (!answer.ok() || !std::holds_alternative<Solution>(*answer)) continue;
    const auto& solution = std::get<Solution>(*answer);
    if (solution.plan.method != Method::kFlow || !solution.plan.optimal()) continue;
    --count;
    test(instance, solution, dice);
  }
}

}  // namespace jiedui::planning
