// SPDX-License-Identifier: Apache-2.0
// Half-days of courses, and how the people of a course were marked on them (考勤). Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "deploy/demo/scale/enrolment.h"
#include "deploy/demo/scale/tier.h"
#include "jiedui/scheduler/v1/attendance.pb.h"

namespace jiedui::demo {

struct HalfDay {
  absl::CivilDay day;
  scheduler::v1::AttendanceMark::Half half = scheduler::v1::AttendanceMark::HALF_MORNING;
};

// When people sign in, in order: on working days, or on the days that there are; twice a day, in courses of more than
// two weeks once. Nobody signs in online.
std::vector<HalfDay> HalfDaysOf(const CoursePlan& course);

// Of somebody who came, a mark for each half-day until they left; none of others. Four in a hundred half-days are
// missed; by whoever completes never more than a seventh of all, for the rest is official leave.
std::vector<scheduler::v1::MarkAttendanceRequest> MarksOf(const TierMap& map, int pair, const CoursePlan& course,
                                                          const SeatPlan& seat, absl::string_view assignment);

}  // namespace jiedui::demo
