// SPDX-License-Identifier: Apache-2.0
// Instances with a level of fairness, for tests.
#pragma once

#include <utility>
#include <vector>

#include "tests/scheduler_service/planning/sample_instances.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {

// The instance with a level of fairness between the groups, before its level `place`.
inline Instance WithFairness(Instance instance, std::vector<int32_t> fair_groups, size_t place) {
  Level fair{.name = "fairness",
             .value = std::vector<int64_t>(instance.pair_item.size()),
             .fair_groups = std::move(fair_groups)};
  instance.levels.insert(instance.levels.begin() + static_cast<std::ptrdiff_t>(place), std::move(fair));
  return instance;
}

// Small, random, fair between the three townships, at any level.
inline Instance SmallFairInstance(Dice& dice) {
  Instance instance = SmallInstance(dice, 6);
  const int32_t levels = Size(instance.levels.size());
  return WithFairness(std::move(instance), {0, 1, 2}, At(dice.Between(0, levels)));
}

// So many people of each group want the one item, which has `seats`; the first level counts seats. `wishes`: what each
// person's seat is worth, at a third level; the second is fairness.
inline Instance OneCourse(const std::vector<int32_t>& people, int32_t seats, const std::vector<int64_t>& wishes = {}) {
  std::vector<std::vector<int64_t>> rows;
  std::vector<std::vector<int32_t>> groups_of;
  for (int32_t group = 0; group < Size(people.size()); ++group)
    for (int32_t k = 0; k < people[At(group)]; ++k) {
      rows.push_back({1});
      groups_of.push_back({group});
    }
  Instance instance = InGroups(Wishes(rows, {seats}), Size(people.size()), groups_of);
  if (!wishes.empty()) instance.levels.push_back({.name = "preference", .value = wishes});
  std::vector<int32_t> groups;
  for (int32_t group = 0; group < instance.groups; ++group) groups.push_back(group);
  return WithFairness(std::move(instance), groups, 1);
}

}  // namespace jiedui::planning
