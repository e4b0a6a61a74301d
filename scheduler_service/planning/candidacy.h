// SPDX-License-Identifier: Apache-2.0
// Which pairs can stand at all, each by itself, whatever else is chosen. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

// The two cannot be engagements of one person: they overlap, or fewer than `buffer` days lie between them.
inline bool Clash(const DayRange& a, const DayRange& b, int32_t buffer) {
  return a.first <= b.last + buffer && b.first <= a.last + buffer;
}

inline int32_t DaysOf(const DayRange& days) { return days.last - days.first + 1; }

// Two of a person's pairs whose days clash, the one that begins first first; nullopt: there are none.
std::optional<std::pair<int32_t, int32_t>> TwoThatClash(const Instance& instance, std::span<const int32_t> pairs);

// By item, what it requires before it; empty where there are no prerequisites.
std::vector<std::vector<int32_t>> RequiredBefore(const Instance& instance);

// The pair clashes with busy days of the person, whose it is.
bool IsOnBusyDays(const Instance& instance, int32_t person, int32_t pair);

// A set of the exclusions has both.
bool AreExcluded(const Instance& instance, int32_t item, int32_t other);

// How many of a person's items, each named once, they may have together at most: of those on the same days one, so that
// parts of one item count as the item does.
int32_t MostTogether(const Instance& instance, std::span<const int32_t> items);

// One person could have both pairs: they may have two items, whose days leave room and of which none excludes the
// other.
bool CanHaveBoth(const Instance& instance, int32_t pair, int32_t other);

// A pair that is forbidden, clashes with the person's busy days or pins, is excluded by a pin, is longer than what
// their pins leave of the days limit, or whose prerequisite they have not completed and cannot get (no candidate for
// it, or it does not end before) is false. Pinned pairs are true. One answer a pair.
std::vector<bool> StandingPairs(const Instance& instance);

}  // namespace jiedui::planning
