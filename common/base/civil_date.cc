// SPDX-License-Identifier: Apache-2.0
#include "common/base/civil_date.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace jiedui {
namespace {

constexpr absl::Duration kShanghaiOffset = absl::Hours(8);

bool HasShapeOfDate(absl::string_view text) {
  if (text.size() != 10) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : !absl::ascii_isdigit(static_cast<unsigned char>(text[i]))) return false;
  }
  return true;
}

int Number(absl::string_view digits) {
  int number = 0;
  return absl::SimpleAtoi(digits, &number) ? number : 0;
}

}  // namespace

std::optional<absl::CivilDay> ParseDate(absl::string_view text) {
  if (!HasShapeOfDate(text) || text < kEarliestDate || text > kLatestDate) return std::nullopt;
  const int month = Number(text.substr(5, 2));
  const int day = Number(text.substr(8, 2));
  const absl::CivilDay parsed(Number(text.substr(0, 4)), month, day);
  // CivilDay carries 31 June over to 1 July; such a day does not exist.
  if (parsed.month() != month || parsed.day() != day) return std::nullopt;
  return parsed;
}

std::string FormatDate(absl::CivilDay day) {
  return absl::StrCat(absl::Dec(day.year(), absl::kZeroPad4), "-", absl::Dec(day.month(), absl::kZeroPad2), "-",
                      absl::Dec(day.day(), absl::kZeroPad2));
}

absl::CivilDay ShanghaiDay(absl::Time instant) {
  return absl::ToCivilDay(instant + kShanghaiOffset, absl::UTCTimeZone());
}

bool Contains(const DateRange& range, absl::string_view day) {
  return (range.first.empty() || range.first <= day) && (range.last.empty() || day <= range.last);
}

bool Covers(const DateRange& outer, const DateRange& inner) {
  const bool from_start = outer.first.empty() || (!inner.first.empty() && outer.first <= inner.first);
  const bool to_end = outer.last.empty() || (!inner.last.empty() && inner.last <= outer.last);
  return from_start && to_end;
}

std::optional<DateRange> Intersection(const DateRange& a, const DateRange& b) {
  DateRange common;
  common.first = std::max(a.first, b.first);  // the empty string is less than any day
  if (a.last.empty() || b.last.empty())
    common.last = a.last.empty() ? b.last : a.last;
  else
    common.last = std::min(a.last, b.last);
  if (!common.last.empty() && common.first > common.last) return std::nullopt;
  return common;
}

int DaysIn(const DateRange& range) {
  const std::optional<absl::CivilDay> first = ParseDate(range.first);
  const std::optional<absl::CivilDay> last = ParseDate(range.last);
  if (!first.has_value() || !last.has_value()) return 0;
  return static_cast<int>(std::max<absl::civil_diff_t>(0, *last - *first + 1));
}

std::string ToString(const DateRange& range) {
  if (range.first.empty() && range.last.empty()) return "every day";
  const bool closed = !range.first.empty() && !range.last.empty();
  return absl::StrCat(range.first, closed ? ".." : "...", range.last);
}

}  // namespace jiedui
