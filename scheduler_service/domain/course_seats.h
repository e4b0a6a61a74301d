// SPDX-License-Identifier: Apache-2.0
// Seats of a course, allocated to divisions and taken back (名额分配, 名额收回). Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "scheduler_service/domain/course.h"
#include "scheduler_service/domain/item_states.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {

SeatPlan PlanOf(const v1::Course& course);

// The course with these quotas in place of their divisions', each of them without seats and ceiling taken away, and,
// unless 0, these seats. INVALID_ARGUMENT: CheckCourse; FAILED_PRECONDITION: ILLEGAL_STATE, BELOW_TAKEN.
absl::StatusOr<CourseChange> Allocated(const CourseFacts& facts, const std::vector<v1::Quota>& quotas, int seats,
                                       const ItemVerb& verb, const Stamp& stamp);

// The course without the seats that its divisions (those named; all, if none is) neither have nor have nominated people
// for: they are the pool's. FAILED_PRECONDITION: ILLEGAL_STATE; BEFORE_DEADLINE, unless `before_deadline`.
absl::StatusOr<CourseChange> Released(const CourseFacts& facts, const std::vector<std::string>& divisions,
                                      bool before_deadline, const ItemVerb& verb, const Stamp& stamp);

}  // namespace jiedui::scheduler
