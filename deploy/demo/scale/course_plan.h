// SPDX-License-Identifier: Apache-2.0
// The courses of a pair in a year: what is taught, when, and how many people. Integer tables only. Pure, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "deploy/demo/scale/tier.h"
#include "jiedui/scheduler/v1/track.pb.h"

namespace jiedui::demo {

// Who attends: people are trained again in courses of their own audience.
enum class Audience { kDoctor, kClerk, kSeller, kTeacher, kFarmer };
inline constexpr int kAudiences = 5;

struct Subject {
  scheduler::v1::Track track;
  scheduler::v1::Programme programme;
  Audience audience;
  absl::string_view title;
  bool in_the_east;  // held in the east, with a quota for each township
};

struct CoursePlan {
  int ordinal = 0;  // in the year, in the order of drawing
  const Subject* subject = nullptr;
  absl::CivilDay first;
  absl::CivilDay last;
  absl::CivilDay held_first;  // after it was postponed; as first where it was not
  absl::CivilDay held_last;
  int people = 0;  // who are confirmed
  bool cancelled = false;
  bool online = false;  // part-time

  bool postponed() const { return held_first != first; }
};

// In the order of their first days, none of which lies outside the year, postponed ones included.
std::vector<CoursePlan> PlanCourses(const TierMap& map, int pair, int year);

// "c-2021-007"
std::string CourseId(int year, const CoursePlan& plan);

}  // namespace jiedui::demo
