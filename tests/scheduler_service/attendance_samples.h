// SPDX-License-Identifier: Apache-2.0
// A trainee of the clinical course of 12 days, which is 24 half-days, and their sheet: what tests of attendance,
// certificates and training records begin with.
#pragma once

#include <string>

#include "scheduler_service/domain/attendance.h"
#include "tests/scheduler_service/life.h"

namespace jiedui::scheduler {

inline v1::AttendanceMark MarkOn(const std::string& date, v1::AttendanceMark::Half half, v1::AttendanceMark::Kind kind,
                                 const std::string& reason = "") {
  v1::AttendanceMark mark;
  mark.set_date(date);
  mark.set_half(half);
  mark.set_kind(kind);
  mark.set_reason(reason);
  return mark;
}

// The half-day `i` of 24, from 0.
inline v1::AttendanceMark HalfDay(int i, v1::AttendanceMark::Kind kind, const std::string& reason = "") {
  return MarkOn(absl::StrCat("2021-10-", 18 + i / 2),
                i % 2 == 0 ? v1::AttendanceMark::HALF_MORNING : v1::AttendanceMark::HALF_AFTERNOON, kind, reason);
}

inline v1::Course RunningClinical() {
  v1::Course course = Clinical();
  course.set_state(v1::Course::STATE_RUNNING);
  return course;
}

// Checked in on the first day, with nothing marked yet.
inline AttendanceFacts Trainee() { return {.assignment = CheckedIn().assignment, .course = RunningClinical()}; }

// Noon in Shanghai of a day in October 2021.
inline Stamp OctoberNoon(int day) {
  Stamp stamp = SomeStamp();
  stamp.now = absl::FromCivil(absl::CivilHour(2021, 10, day, 4), absl::UTCTimeZone());
  stamp.actor = "teacher";
  return stamp;
}

// With the first `count` half-days as `kind`.
inline AttendanceFacts Missed(AttendanceFacts facts, int count,
                              v1::AttendanceMark::Kind kind = v1::AttendanceMark::KIND_ABSENT) {
  for (int i = 0; i < count; ++i) {
    const auto change = Mark(facts, HalfDay(i, kind), OctoberNoon(25));
    EXPECT_THAT(change, IsOk());
    if (change.ok()) facts.sheet = change->sheet;
  }
  return facts;
}

inline AttendanceFacts Completed(AttendanceFacts facts = Trainee()) {
  facts.assignment.set_state(v1::Assignment::STATE_COMPLETED);
  facts.assignment.set_close_date("2021-10-29");
  return facts;
}

}  // namespace jiedui::scheduler
