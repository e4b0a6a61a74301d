// SPDX-License-Identifier: Apache-2.0
// Pairings and courses of the golden pair, as requests.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/course_service.pb.h"
#include "jiedui/scheduler/v1/pairing_service.pb.h"

namespace jiedui::demo {

// The pairing of 2021, and the one before it.
std::vector<scheduler::v1::CreatePairingRequest> MakePairings();

// One course for primary-care doctors with a quota for each township, four of the talent programme, eight runs of
// e-commerce training.
std::vector<scheduler::v1::CreateCourseRequest> MakeCourses();

// The seats that three townships did not use go to three others.
std::vector<scheduler::v1::UpdateCourseRequest> MakeCourseUpdates();

// "pairings/yuhang-cangxi/courses/clinical-2021-1"
std::string CourseName(absl::string_view course);

}  // namespace jiedui::demo
