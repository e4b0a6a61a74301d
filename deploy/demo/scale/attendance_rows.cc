// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/attendance_rows.h"

#include "common/base/civil_date.h"
#include "deploy/demo/scale/weighted.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::AttendanceMark;
using scheduler::v1::MarkAttendanceRequest;

constexpr int64_t kDaysWithTwoMarks = 14;
constexpr uint32_t kAwayPerCent = 4;
constexpr int kMissedDivisor = 7;  // a seventh of the half-days may be missed

constexpr Weighted<AttendanceMark::Kind> kThere[] = {
    {AttendanceMark::KIND_PRESENT, 97}, {AttendanceMark::KIND_LATE, 2}, {AttendanceMark::KIND_LEFT_EARLY, 1}};
constexpr Weighted<AttendanceMark::Kind> kAway[] = {{AttendanceMark::KIND_PERSONAL_LEAVE, 45},
                                                    {AttendanceMark::KIND_SICK_LEAVE, 25},
                                                    {AttendanceMark::KIND_OFFICIAL_LEAVE, 20},
                                                    {AttendanceMark::KIND_ABSENT, 10}};

bool IsWorkingDay(absl::CivilDay day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  return weekday != absl::Weekday::saturday && weekday != absl::Weekday::sunday;
}

std::vector<absl::CivilDay> TeachingDays(const CoursePlan& course) {
  std::vector<absl::CivilDay> all;
  std::vector<absl::CivilDay> working;
  for (absl::CivilDay day = course.held_first; day <= course.held_last; ++day) {
    all.push_back(day);
    if (IsWorkingDay(day)) working.push_back(day);
  }
  return working.empty() ? all : working;
}

// The kind of one half-day. `missed`: how many were before it, of the `may_miss` that there may be.
AttendanceMark::Kind DrawKind(int may_miss, int& missed, Dice& dice) {
  if (!dice.PerCent(kAwayPerCent)) return Draw(kThere, dice);
  const AttendanceMark::Kind kind = Draw(kAway, dice);
  if (kind == AttendanceMark::KIND_OFFICIAL_LEAVE) return kind;
  return ++missed > may_miss ? AttendanceMark::KIND_OFFICIAL_LEAVE : kind;
}

absl::CivilDay LastDayOf(const CoursePlan& course, const SeatPlan& seat) {
  return seat.end == SeatEnd::kLeftEarly ? LeavingDay(course) : course.held_last;
}

}  // namespace

std::vector<HalfDay> HalfDaysOf(const CoursePlan& course) {
  std::vector<HalfDay> half_days;
  if (course.online) return half_days;
  const bool twice = course.held_last - course.held_first < kDaysWithTwoMarks;
  for (const absl::CivilDay day : TeachingDays(course)) {
    half_days.push_back({day, AttendanceMark::HALF_MORNING});
    if (twice) half_days.push_back({day, AttendanceMark::HALF_AFTERNOON});
  }
  return half_days;
}

std::vector<MarkAttendanceRequest> MarksOf(const TierMap& map, int pair, const CoursePlan& course, const SeatPlan& seat,
                                           absl::string_view assignment) {
  std::vector<MarkAttendanceRequest> marks;
  if (course.cancelled || !Came(seat.end)) return marks;
  Dice dice({map.seed() ^ static_cast<uint64_t>(pair), seat.trainee.Key(), EntityKind::kScaleAttendance,
             static_cast<uint64_t>(course.ordinal)});
  const std::vector<HalfDay> half_days = HalfDaysOf(course);
  const int may_miss = static_cast<int>(half_days.size()) / kMissedDivisor;
  int missed = 0;
  for (const HalfDay& half_day : half_days) {
    if (half_day.day > LastDayOf(course, seat)) break;
    MarkAttendanceRequest& mark = marks.emplace_back();
    mark.set_assignment(std::string(assignment));
    mark.set_date(FormatDate(half_day.day));
    mark.set_half(half_day.half);
    mark.set_kind(DrawKind(may_miss, missed, dice));
    mark.set_reason("补录");  // as it is entered long after the day
  }
  return marks;
}

}  // namespace jiedui::demo
