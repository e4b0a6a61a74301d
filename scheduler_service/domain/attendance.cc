// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/attendance.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/civil_date.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "scheduler_service/domain/attending.h"
#include "scheduler_service/domain/item.h"

namespace jiedui::scheduler {
namespace {

using v1::Assignment;
using v1::AttendanceMark;
using v1::AttendanceRule;
using v1::Course;

constexpr int kAbsenceDivisorDefault = 7;  // 干部教育培训工作条例 2023: at most one seventh

bool IsMissed(AttendanceMark::Kind kind) {
  return kind == AttendanceMark::KIND_PERSONAL_LEAVE || kind == AttendanceMark::KIND_SICK_LEAVE ||
         kind == AttendanceMark::KIND_ABSENT;
}

bool IsBefore(const AttendanceMark& a, const AttendanceMark& b) {
  return std::make_tuple(absl::string_view(a.date()), a.half()) <
         std::make_tuple(absl::string_view(b.date()), b.half());
}

// Where the half-day stands, or would stand.
int PlaceOf(const v1::AttendanceSheet& sheet, const AttendanceMark& mark) {
  const auto place = std::lower_bound(sheet.marks().begin(), sheet.marks().end(), mark, IsBefore);
  return static_cast<int>(place - sheet.marks().begin());
}

bool IsThere(const v1::AttendanceSheet& sheet, const AttendanceMark& mark, int place) {
  return place < sheet.marks_size() && !IsBefore(mark, sheet.marks(place));
}

// What speaks against any mark at this assignment.
void CheckAssignment(const AttendanceFacts& facts, std::vector<RuleViolation>& violations) {
  const Assignment& assignment = facts.assignment;
  if (assignment.check_in_date().empty() || assignment.has_certificate())
    violations.push_back(
        {"ASSIGNMENT_STATE", assignment.name(),
         absl::StrCat("found ", absl::StripPrefix(Assignment::State_Name(assignment.state()), "STATE_"),
                      ", required one that has checked in and has no certificate")});
  const Item item = ItemOf(facts.course);
  if (item.phase == Phase::kArchived || item.phase == Phase::kCancelled)
    violations.push_back({"ITEM_STATE", item.name,
                          absl::StrCat("found ", item.state, ", required one that is not ARCHIVED or CANCELLED")});
}

void CheckDay(const AttendanceFacts& facts, const AttendanceMark& mark, absl::CivilDay today,
              std::vector<RuleViolation>& violations) {
  const Assignment& assignment = facts.assignment;
  const DateRange allowed{assignment.start_date(), assignment.end_date()};
  if (!Contains(allowed, mark.date()))
    violations.push_back(
        {"DATE_OUTSIDE", assignment.name(), absl::StrCat("found ", mark.date(), ", required ", ToString(allowed))});
  if (mark.date() > FormatDate(today))
    violations.push_back({"DATE_IN_FUTURE", assignment.name(),
                          absl::StrCat("found ", mark.date(), ", required ", FormatDate(today), " or before")});
  if (mark.date() < FormatDate(today - kLateEntryDays) && IsBlank(mark.reason()))
    violations.push_back({"LATE_ENTRY_REASON", assignment.name(),
                          absl::StrCat("found an entry for ", mark.date(), " on ", FormatDate(today),
                                       " without a reason, required one after ", kLateEntryDays, " days")});
}

// Half-days of the course outside the person's own days, by the share of the days, rounded down.
int NotThere(const AttendanceFacts& facts) {
  const DateRange course{facts.course.start_date(), facts.course.end_date()};
  const auto own = Intersection(course, {facts.assignment.start_date(), facts.assignment.end_date()});
  const int64_t days = std::max(1, DaysIn(course));
  const int64_t outside = days - (own.has_value() ? DaysIn(*own) : 0);
  return static_cast<int>(outside * HalfDaysOf(facts.course) / days);
}

std::string Fraction(int part, int whole) { return absl::StrCat(part, "/", whole); }

}  // namespace

int HalfDaysOf(const Course& course) {
  if (course.half_days() > 0) return course.half_days();
  return std::max(1, 2 * DaysIn({course.start_date(), course.end_date()}));
}

absl::StatusOr<SheetChange> Mark(const AttendanceFacts& facts, AttendanceMark mark, const Stamp& stamp) {
  SheetChange change{.sheet = facts.sheet};
  const int place = PlaceOf(facts.sheet, mark);
  change.is_new = !IsThere(facts.sheet, mark, place);
  if (!change.is_new && facts.sheet.marks(place).kind() == mark.kind() &&
      facts.sheet.marks(place).reason() == mark.reason())
    return change;
  std::vector<RuleViolation> violations;
  CheckAssignment(facts, violations);
  CheckDay(facts, mark, ShanghaiDay(stamp.now), violations);
  const int half_days = HalfDaysOf(facts.course);
  if (change.is_new && facts.sheet.marks_size() >= half_days)
    violations.push_back({"HALF_DAYS", facts.assignment.item(),
                          absl::StrCat("found ", facts.sheet.marks_size() + 1, " marks, required at most the ",
                                       half_days, " half-days of the course")});
  if (!violations.empty()) return RulesFailed("RULES_FAILED", violations);
  mark.set_actor(stamp.actor);
  *mark.mutable_record_time() = ToTimestamp(stamp.now);
  auto& marks = *change.sheet.mutable_marks();
  if (change.is_new) {
    *marks.Add() = std::move(mark);
    std::rotate(marks.begin() + place, marks.end() - 1, marks.end());
  } else {
    marks[place] = std::move(mark);
  }
  change.sheet.set_assignment(facts.assignment.name());
  change.changed = true;
  return change;
}

v1::AttendanceSheet Tallied(const AttendanceFacts& facts) {
  v1::AttendanceSheet sheet = facts.sheet;
  sheet.set_assignment(facts.assignment.name());
  sheet.set_half_days(HalfDaysOf(facts.course));
  sheet.set_not_there(NotThere(facts));
  const DateRange own{facts.assignment.start_date(), facts.assignment.end_date()};
  const auto missed = std::count_if(sheet.marks().begin(), sheet.marks().end(), [&](const AttendanceMark& mark) {
    return IsMissed(mark.kind()) && Contains(own, mark.date());
  });
  // A course may be given fewer half-days once some are marked.
  sheet.set_missed(std::min(sheet.half_days(), sheet.not_there() + static_cast<int>(missed)));
  sheet.set_attended(sheet.half_days() - sheet.missed());
  const AttendanceRule& rule = facts.course.attendance_rule();
  if (rule.rule_case() == AttendanceRule::kAttendancePercentMin) {
    sheet.set_passes(sheet.attended() * 100 >= sheet.half_days() * rule.attendance_percent_min());
  } else {
    const int divisor = rule.absence_divisor_max() > 0 ? rule.absence_divisor_max() : kAbsenceDivisorDefault;
    sheet.set_passes(sheet.missed() * divisor <= sheet.half_days());
  }
  return sheet;
}

std::optional<RuleViolation> MissedTooMuch(const AttendanceFacts& facts) {
  const v1::AttendanceSheet sheet = Tallied(facts);
  if (sheet.passes()) return std::nullopt;
  const AttendanceRule& rule = facts.course.attendance_rule();
  const int all = sheet.half_days();
  if (rule.rule_case() == AttendanceRule::kAttendancePercentMin) {
    const std::string percent = absl::StrCat(rule.attendance_percent_min(), "%");
    return RuleViolation{
        "ATTENDANCE", facts.assignment.name(),
        absl::StrCat("found attended ", sheet.attended(), " of ", all, " half-days (出勤",
                     Fraction(sheet.attended(), all), " < ", percent, "), required at least ", percent)};
  }
  const int divisor = rule.absence_divisor_max() > 0 ? rule.absence_divisor_max() : kAbsenceDivisorDefault;
  return RuleViolation{
      "ATTENDANCE", facts.assignment.name(),
      absl::StrCat("found missed ", sheet.missed(), " of ", all, " half-days (缺勤", Fraction(sheet.missed(), all),
                   " > ", Fraction(1, divisor), "), required at most ", Fraction(1, divisor))};
}

absl::StatusOr<AssignmentChange> CompleteCourse(const StepFacts& facts, const AttendanceFacts& attendance,
                                                const Step& step, const Stamp& stamp) {
  ASSIGN_OR_RETURN(AssignmentChange change, Complete(facts, step, stamp));
  if (step.unsuccessful || !change.changed) return change;
  if (const auto violation = MissedTooMuch(attendance); violation.has_value())
    return RulesFailed("RULES_FAILED", {*violation});
  return change;
}

}  // namespace jiedui::scheduler
