// SPDX-License-Identifier: Apache-2.0
// Who has been trained, and when last. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/assignment_service.pb.h"

namespace jiedui::scheduler {

// The day `months` before: the same day of the month, or that month's last one (2020-02-29 is 2018-02-28 plus 24).
std::string MonthsBefore(absl::CivilDay day, int months);

// Whether a request asks for this person at all: category, licence valid on the day, still there and not restricted.
bool IsAskedFor(const v1::ListUntrainedPersonsRequest& request, const registry::v1::Person& person);

// The last day of the course, if the assignment is one that was completed by `as_of`; empty otherwise. Postings are no
// training, and a course that was left early or not passed does not count.
std::string TrainingEnd(const v1::Assignment& assignment, absl::string_view as_of);

}  // namespace jiedui::scheduler
