// SPDX-License-Identifier: Apache-2.0
// Reading the arrays of an Instance. Pure.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

// An index that is known not to be negative.
inline size_t At(int32_t index) { return static_cast<size_t>(index); }

inline int32_t Size(size_t size) { return static_cast<int32_t>(size); }

// What of `list` belongs to `owner`; nothing where the array was left out.
template <typename T>
std::span<const T> Of(int32_t owner, const std::vector<int32_t>& begin, const std::vector<T>& list) {
  if (begin.empty()) return {};
  return std::span<const T>(list).subspan(At(begin[At(owner)]), At(begin[At(owner) + 1] - begin[At(owner)]));
}

inline const DayRange& DaysOfPair(const Instance& instance, int32_t pair) {
  return instance.items[At(instance.pair_item[At(pair)])].days;
}

// Whose pair it is. O(log people).
inline int32_t PersonOfPair(const Instance& instance, int32_t pair) {
  const auto end = std::upper_bound(instance.pair_begin.begin(), instance.pair_begin.end(), pair);
  return static_cast<int32_t>(end - instance.pair_begin.begin()) - 1;
}

// 0 where pair_begin was left out.
inline int32_t PeopleWithPairs(const Instance& instance) { return instance.pair_begin.empty() ? 0 : instance.people; }

}  // namespace jiedui::planning
