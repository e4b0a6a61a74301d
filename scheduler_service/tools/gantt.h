// SPDX-License-Identifier: Apache-2.0
// Where things lie on a line of time: positions in percent of its width, so that a page may have any width. Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "common/base/civil_date.h"
#include "scheduler_service/tools/html.h"

namespace jiedui::scheduler {

// The days that the line shows, both included.
class TimeLine {
 public:
  // From `since` (empty = the first item's first day) to `as_of` and somewhat beyond, as far as there is something: a
  // third of the period or a month at most, whichever is more.
  TimeLine(const std::string& since, const std::string& as_of, const std::vector<DateRange>& items);

  absl::CivilDay first() const { return first_; }
  absl::CivilDay last() const { return last_; }
  int64_t Days() const { return last_ - first_ + 1; }
  // Where the day begins.
  double Percent(absl::CivilDay day) const;

 private:
  absl::CivilDay first_;
  absl::CivilDay last_;
};

// One item's place.
struct TimeBar {
  double left = 0;
  double width = 0;
  bool began_before = false;  // the line
  bool goes_on = false;       // after the line
};

// The days of `range` that the line shows; nothing (width 0) if it shows none, or the range is none.
TimeBar BarOf(const TimeLine& line, const DateRange& range);

// A mark of the axis: the first day of a month, a quarter or a year, whichever leaves room for words.
struct TimeMark {
  double percent = 0;
  Words label;       // the month
  std::string year;  // at the first mark, and where a year begins
};
std::vector<TimeMark> MarksOf(const TimeLine& line);

}  // namespace jiedui::scheduler
