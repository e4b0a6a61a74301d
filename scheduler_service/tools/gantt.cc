// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/gantt.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "absl/strings/str_cat.h"

namespace jiedui::scheduler {
namespace {

constexpr int64_t kDaysBeyondMin = 31;
constexpr int64_t kMonthsPerMarkMax = 13;    // so many months have a mark each
constexpr int64_t kQuartersPerMarkMax = 45;  // so many months a mark a quarter; beyond, one a year
constexpr double kRoomForWords = 97;         // a mark further to the right has none

constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

absl::CivilDay DayOr(const std::string& date, absl::CivilDay otherwise) { return ParseDate(date).value_or(otherwise); }

// The first day of the first of the items, at the latest `latest`.
absl::CivilDay FirstDay(const std::vector<DateRange>& items, absl::CivilDay latest) {
  absl::CivilDay first = latest;
  for (const DateRange& item : items) first = std::min(first, DayOr(item.first, latest));
  return first;
}

int MonthsPerMark(const TimeLine& line) {
  const int64_t months = absl::CivilMonth(line.last()) - absl::CivilMonth(line.first()) + 1;
  if (months <= kMonthsPerMarkMax) return 1;
  return months <= kQuartersPerMarkMax ? 3 : 12;
}

}  // namespace

TimeLine::TimeLine(const std::string& since, const std::string& as_of, const std::vector<DateRange>& items)
    : first_(DayOr(since, FirstDay(items, DayOr(as_of, absl::CivilDay())))),
      last_(std::max(first_, DayOr(as_of, first_))) {
  const absl::CivilDay limit = last_ + std::max(kDaysBeyondMin, (last_ - first_ + 1) / 3);
  for (const DateRange& item : items) last_ = std::max(last_, std::min(limit, DayOr(item.last, limit)));
}

double TimeLine::Percent(absl::CivilDay day) const {
  return 100.0 * static_cast<double>(day - first_) / static_cast<double>(Days());
}

TimeBar BarOf(const TimeLine& line, const DateRange& range) {
  const absl::CivilDay first = DayOr(range.first, line.first());
  const absl::CivilDay last = DayOr(range.last, line.last());
  if (last < first || last < line.first() || line.last() < first) return {};
  TimeBar bar{.began_before = first < line.first(), .goes_on = line.last() < last || range.last.empty()};
  bar.left = line.Percent(std::max(first, line.first()));
  bar.width = line.Percent(std::min(last, line.last()) + 1) - bar.left;
  return bar;
}

std::vector<TimeMark> MarksOf(const TimeLine& line) {
  const int step = MonthsPerMark(line);
  std::vector<TimeMark> marks;
  for (absl::CivilMonth month(line.first()); absl::CivilDay(month) <= line.last(); ++month) {
    if ((month.month() - 1) % step != 0 || absl::CivilDay(month) < line.first()) continue;
    const double percent = line.Percent(absl::CivilDay(month));
    if (percent > kRoomForWords) break;
    TimeMark mark{.percent = percent, .label = {absl::StrCat(month.month(), "月"), kMonths[month.month() - 1]}};
    if (marks.empty() || month.month() == 1) mark.year = absl::StrCat(month.year());
    marks.push_back(mark);
  }
  return marks;
}

}  // namespace jiedui::scheduler
