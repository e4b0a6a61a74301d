// SPDX-License-Identifier: Apache-2.0
// Working days of the mainland calendar: Monday to Friday, but for public holidays and for the weekends worked in
// exchange. The State Council announces both for a year in the autumn before; where it has not, or the table below
// ends, weekends alone are free: a due day is then too early, never too late. Pure, any thread.
#pragma once

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"

namespace jiedui::registry {

// Days in a row that the announcement of a year frees or takes.
struct CalendarChange {
  absl::string_view first;  // ISO days, inclusive
  absl::string_view last;
  bool works = false;
  absl::string_view source;  // the announcement
};

// In the order of their days.
absl::Span<const CalendarChange> CalendarChanges();

bool IsWorkingDay(absl::CivilDay day);

// The `count`th working day after `day`, which itself does not count.
absl::CivilDay WorkingDaysAfter(absl::CivilDay day, int count);

}  // namespace jiedui::registry
