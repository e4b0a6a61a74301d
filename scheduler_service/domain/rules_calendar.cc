// SPDX-License-Identifier: Apache-2.0
// Rules about the person's days.
#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/rule.h"

namespace jiedui::scheduler {
namespace {

std::string DayBefore(const std::string& date) { return FormatDate(*ParseDate(date) - 1); }

// Whoever replaces somebody, or is moved with an item, is not in the way of themselves.
bool IsOther(const v1::Engagement& engagement, const Candidate& candidate) {
  return engagement.item() != candidate.item.name;
}

FindingList DoubleBooking(const Candidate& candidate) {
  FindingList findings;
  for (const v1::Engagement& other : Clashes(candidate.calendar, EngagementOf(candidate.item, ""))) {
    if (!IsOther(other, candidate)) continue;
    const DateRange dates{other.start_date(), other.end_date()};
    const DateRange shared = *Intersection(dates, candidate.item.dates);
    const std::string remedy =
        shared.first == other.start_date() ? "" : absl::StrCat("end it by ", DayBefore(shared.first));
    findings.push_back({other.item(),
                        absl::StrCat(other.item(), " ", ToString(dates), ", overlapping ", CountedDays(shared)),
                        "no other full-time item on these days", remedy});
  }
  return findings;
}

// Full days between two ranges that share none.
int DaysBetween(const DateRange& earlier, const DateRange& later) {
  return static_cast<int>(*ParseDate(later.first) - *ParseDate(earlier.last)) - 1;
}

bool IsElsewhere(absl::string_view division, absl::string_view other) {
  constexpr size_t kProvinceDigits = 2;
  return !division.empty() && !other.empty() && division.substr(0, kProvinceDigits) != other.substr(0, kProvinceDigits);
}

// U1: a journey across provinces is no day of either item.
FindingList TravelTime(const Candidate& candidate) {
  FindingList findings;
  const int needed = candidate.pairing.travel_days();
  if (needed == 0 || candidate.item.intensity == v1::INTENSITY_PART_TIME) return findings;
  const DateRange& wanted = candidate.item.dates;
  for (const v1::Engagement& other : candidate.calendar.engagements()) {
    const DateRange dates{other.start_date(), other.end_date()};
    if (other.intensity() == v1::INTENSITY_PART_TIME || !IsOther(other, candidate) ||
        !IsElsewhere(candidate.item.location, other.location_division()) || Intersection(dates, wanted).has_value())
      continue;
    const int days = dates.last < wanted.first ? DaysBetween(dates, wanted) : DaysBetween(wanted, dates);
    if (days < needed)
      findings.push_back({other.item(),
                          absl::StrCat(days, " days between it and ", other.item(), " in ", other.location_division(),
                                       ", ", ToString(dates)),
                          absl::StrCat(needed, " to travel")});
  }
  return findings;
}

// U1: it is allowed, and somebody should know.
FindingList PartTimeBeside(const Candidate& candidate) {
  FindingList findings;
  const bool is_part_time = candidate.item.intensity == v1::INTENSITY_PART_TIME;
  for (const v1::Engagement& other : candidate.calendar.engagements()) {
    const bool other_is = other.intensity() == v1::INTENSITY_PART_TIME;
    const auto shared = Intersection({other.start_date(), other.end_date()}, candidate.item.dates);
    if (!shared.has_value() || (!is_part_time && !other_is) || !IsOther(other, candidate)) continue;
    findings.push_back({other.item(), absl::StrCat(other.item(), " beside it on ", CountedDays(*shared)),
                        "that both can be attended"});
  }
  return findings;
}

FindingList LeaveOn(const Candidate& candidate) {
  FindingList findings;
  if (candidate.item.intensity == v1::INTENSITY_PART_TIME) return findings;
  for (const v1::LeaveDays& leave : candidate.calendar.leaves())
    if (const auto shared = Intersection({leave.start_date(), leave.end_date()}, candidate.item.dates);
        shared.has_value())
      findings.push_back({leave.leave(), absl::StrCat("leave on ", CountedDays(*shared)), "no leave on these days"});
  return findings;
}

FindingList LeaveDuringCourse(const Candidate& candidate) {
  return candidate.item.is_course ? LeaveOn(candidate) : FindingList();
}

FindingList LeaveDuringPosting(const Candidate& candidate) {
  return candidate.item.is_course ? FindingList() : LeaveOn(candidate);
}

}  // namespace

const std::vector<Rule>& RulesOfCalendar() {
  static const auto& rules = *new std::vector<Rule>{
      {"DOUBLE_BOOKING", "no other full-time item on any of the days", kRefuse, DoubleBooking},
      {"TRAVEL_TIME", "time to travel between full-time items in different provinces", kWarn, TravelTime},
      {"PART_TIME_BESIDE", "nothing part-time beside it", kWarn, PartTimeBeside},
      {"ON_LEAVE", "no leave during a full-time course", kRefuse, LeaveDuringCourse},
      {"LEAVE_DURING_POSTING", "no leave during a full-time posting", kWarn, LeaveDuringPosting},
  };
  return rules;
}

}  // namespace jiedui::scheduler
