// SPDX-License-Identifier: Apache-2.0
// Civil dates of Asia/Shanghai as they travel: ISO strings "2021-11-15", which sort as text. Ranges are inclusive at
// both ends; an empty end means open (design.md section 1). Pure, any thread.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace jiedui {

inline constexpr absl::string_view kEarliestDate = "1900-01-01";
inline constexpr absl::string_view kLatestDate = "2199-12-31";

// The day, if `text` is exactly YYYY-MM-DD, exists in the calendar, and lies between the two bounds above.
std::optional<absl::CivilDay> ParseDate(absl::string_view text);
std::string FormatDate(absl::CivilDay day);

// The civil day of an instant in Asia/Shanghai: UTC+8, without daylight saving since 1991.
absl::CivilDay ShanghaiDay(absl::Time instant);

// An inclusive range as the messages carry it: an empty first day = since ever, an empty last day = open.
struct DateRange {
  std::string first;
  std::string last;
};

bool Contains(const DateRange& range, absl::string_view day);
// Whether every day of `inner` is in `outer`.
bool Covers(const DateRange& outer, const DateRange& inner);
// The days in both; nullopt if none.
std::optional<DateRange> Intersection(const DateRange& a, const DateRange& b);
// Days in a range whose ends are both given, inclusive: 2021-10-25..2021-11-05 is 12. 0 where an end is no day.
int DaysIn(const DateRange& range);
// "2021-10-25..2021-11-05"; with an open end "2021-10-25...", "...2021-11-05", with two "every day".
std::string ToString(const DateRange& range);

}  // namespace jiedui
