// SPDX-License-Identifier: Apache-2.0
// Days of an instance of the planner: civil days counted from 1970-01-01. Pure, any thread.
#pragma once

#include <cstdint>

#include "common/base/civil_date.h"
#include "scheduler_service/domain/plan_candidate.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::scheduler {

// Both ends are given and are days.
inline planning::DayRange ToDays(const DateRange& dates) {
  const absl::CivilDay epoch(1970, 1, 1);
  return {static_cast<int32_t>(*ParseDate(dates.first) - epoch), static_cast<int32_t>(*ParseDate(dates.last) - epoch)};
}

// The civil days again.
inline DateRange ToDates(const planning::DayRange& days) {
  const absl::CivilDay epoch(1970, 1, 1);
  return {FormatDate(epoch + days.first), FormatDate(epoch + days.last)};
}

// A part-time item has a day of its own, far from all others: it may lie beside anything.
inline planning::DayRange InstanceDays(const Item& item, int32_t number) {
  constexpr int32_t kPartTimeFirst = 1'000'000;
  constexpr int32_t kApart = 100;  // more than anybody needs to travel
  if (IsFullTime(item)) return ToDays(item.dates);
  const int32_t day = kPartTimeFirst + kApart * number;
  return {day, day};
}

}  // namespace jiedui::scheduler
