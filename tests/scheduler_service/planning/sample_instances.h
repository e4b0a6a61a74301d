// SPDX-License-Identifier: Apache-2.0
// Instances that a test writes down in a line or two.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

// A row a person: what each item is worth to them, 0 = no candidate. All items on days 1 to 5. One level, "wishes".
inline Instance Wishes(const std::vector<std::vector<int64_t>>& rows, const std::vector<int32_t>& seats) {
  Instance instance;
  instance.people = static_cast<int32_t>(rows.size());
  for (const int32_t count : seats) instance.items.push_back({.days = {1, 5}, .seats = count});
  instance.levels = {{.name = "wishes", .value = {}}};
  instance.pair_begin = {0};
  for (const std::vector<int64_t>& row : rows) {
    for (size_t j = 0; j < row.size(); ++j) {
      if (row[j] == 0) continue;
      instance.pair_item.push_back(static_cast<int32_t>(j));
      instance.levels[0].value.push_back(row[j]);
    }
    instance.pair_begin.push_back(instance.pairs());
  }
  return instance;
}

// The same with groups: those that each person is in.
inline Instance InGroups(Instance instance, int32_t groups, const std::vector<std::vector<int32_t>>& groups_of) {
  instance.groups = groups;
  instance.group_begin = {0};
  for (const std::vector<int32_t>& mine : groups_of) {
    instance.group.insert(instance.group.end(), mine.begin(), mine.end());
    instance.group_begin.push_back(static_cast<int32_t>(instance.group.size()));
  }
  return instance;
}

// The same with other dates of the items.
inline Instance OnDays(Instance instance, const std::vector<DayRange>& days) {
  for (size_t j = 0; j < days.size(); ++j) instance.items[j].days = days[j];
  return instance;
}

}  // namespace jiedui::planning
