// SPDX-License-Identifier: Apache-2.0
// Instances with a level of spread, for tests.
#pragma once

#include <utility>
#include <vector>

#include "tests/scheduler_service/planning/fair_instances.h"
#include "tests/scheduler_service/planning/sample_instances.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {

// The instance with a level of spread over the periods, before its level `place`.
inline Instance WithSpread(Instance instance, Periods periods, size_t place) {
  Level spread{
      .name = "spread", .value = std::vector<int64_t>(instance.pair_item.size()), .periods = std::move(periods)};
  instance.levels.insert(instance.levels.begin() + static_cast<std::ptrdiff_t>(place), std::move(spread));
  return instance;
}

// Random periods of the items, some in none, with places taken.
inline Periods AnyPeriods(Dice& dice, size_t items) {
  Periods periods;
  const int32_t count = dice.Between(1, 3);
  for (int32_t p = 0; p < count; ++p) periods.taken.push_back(dice.OneIn(2) ? 0 : dice.Between(1, 3));
  for (size_t j = 0; j < items; ++j) periods.of_item.push_back(dice.OneIn(6) ? kNoPeriod : dice.Between(0, count - 1));
  return periods;
}

// Small, random, spread over periods at any level; every third is fair between the townships as well.
inline Instance SmallSpreadInstance(Dice& dice) {
  Instance instance = dice.OneIn(3) ? SmallFairInstance(dice) : SmallInstance(dice, 6);
  const int32_t place = dice.Between(0, Size(instance.levels.size()));
  Periods periods = AnyPeriods(dice, instance.items.size());
  return WithSpread(std::move(instance), std::move(periods), At(place));
}

// So many people want any of the courses, of which each is in a period of its own; the first level counts seats.
inline Instance CoursesByMonth(int32_t people, const std::vector<int32_t>& seats, std::vector<int32_t> taken) {
  const std::vector<int64_t> all(seats.size(), 1);
  Instance instance = Wishes(std::vector<std::vector<int64_t>>(At(people), all), seats);
  Periods periods{.of_item = {}, .taken = std::move(taken)};
  for (int32_t j = 0; j < Size(seats.size()); ++j) periods.of_item.push_back(j);
  return WithSpread(std::move(instance), std::move(periods), 1);
}

}  // namespace jiedui::planning
