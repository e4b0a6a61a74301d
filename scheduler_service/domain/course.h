// SPDX-License-Identifier: Apache-2.0
// Decisions about courses (期, 班): their dates, seats and quotas. Pure, any thread.
#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/civil_date.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "scheduler_service/domain/item_states.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

// What no field says alone: dates in order and not too long, quotas within seats and without repetition,
// ceilings not below what is kept.
// INVALID_ARGUMENT with paths from "course.".
absl::Status CheckCourse(const v1::Course& course);

// Until when nominations are taken; nullopt = no deadline.
std::optional<absl::Time> NominationDeadline(const v1::Course& course);

struct CourseFacts {
  v1::Pairing pairing;
  storage::v1::ItemDatesRecord item_dates;
  v1::Course course;               // as it is; unset for a new one
  storage::v1::SeatsRecord seats;  // as they are; unset for a new one
};

struct CourseChange {
  v1::Course course;
  storage::v1::SeatsRecord seats;
  storage::v1::ItemDatesRecord item_dates;
  bool changed = true;
};

// A new course in state DRAFT unless it has one; `draft` has its name and has passed CheckCourse. FAILED_PRECONDITION:
// PAIRING_DATES.
absl::StatusOr<CourseChange> NewCourse(const CourseFacts& facts, v1::Course draft, const Stamp& stamp);

// The course as `wanted`, equal to the one before where nothing differs. INVALID_ARGUMENT: CheckCourse;
// FAILED_PRECONDITION: PAIRING_DATES, DATES_FIXED, INTENSITY_FIXED, BELOW_TAKEN.
absl::StatusOr<CourseChange> ChangedCourse(const CourseFacts& facts, v1::Course wanted, const Stamp& stamp);

// The course on other dates. INVALID_ARGUMENT: CheckCourse; FAILED_PRECONDITION: ILLEGAL_STATE, PAIRING_DATES. On these
// dates already, it is equal to the one before.
absl::StatusOr<CourseChange> Postponed(const CourseFacts& facts, const DateRange& dates, const ItemVerb& verb,
                                       const Stamp& stamp);

}  // namespace jiedui::scheduler
