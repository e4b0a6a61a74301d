// SPDX-License-Identifier: Apache-2.0
// What comes after the article: one more course for primary-care doctors, with fewer seats than people who are
// nominated for it. Who gets one is for the planner to say. Nobody of them has checked in anywhere, so that no figure
// counts them.
#pragma once

#include <cstdint>
#include <vector>

#include "deploy/demo/assignments.h"
#include "deploy/demo/people.h"
#include "jiedui/scheduler/v1/course_service.pb.h"

namespace jiedui::demo {

inline constexpr absl::string_view kNextCourse = "primary-care-2021-2";
inline constexpr int kNextSeats = 30;
inline constexpr int kNextNominated = 60;

// "next-001" ...: doctors of township hospitals and village clinics, some townships with more of them than others.
PersonRows MakeNextPeople(uint64_t seed);

// A seat for each township that had one before, up to one more of the pool for every township; five seats in the pool.
std::vector<scheduler::v1::CreateCourseRequest> MakeNextCourses();

// Everybody is nominated, then approved.
AssignmentCommands MakeNextNominations();

}  // namespace jiedui::demo
