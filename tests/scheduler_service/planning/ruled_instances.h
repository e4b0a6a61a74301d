// SPDX-License-Identifier: Apache-2.0
// Small random instances with every rule there is.
#pragma once

#include <algorithm>
#include <cstdint>

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
  for (HomeCover& cover : instance.home_covers)
    if (const int32_t first = dice.Between(0, 12); dice.OneIn(2)) cover.days = {first, first + dice.Between(0, 6)};
  for (int32_t j = 0; j < items; ++j)
    for (int32_t g = 0; g < 3; ++g) {
      if (!dice.OneIn(6)) continue;
      const int32_t ceiling = dice.Between(0, 2);
      const int32_t floor = dice.OneIn(3) ? std::min(ceiling, instance.items[static_cast<size_t>(j)].seats) : 0;
      instance.quotas.push_back({.item = j, .group = g, .floor = floor, .ceiling = ceiling});
    }
  return instance;
}

}  // namespace jiedui::planning
