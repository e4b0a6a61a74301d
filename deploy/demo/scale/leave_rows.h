// SPDX-License-Identifier: Apache-2.0
// Leaves of people at scale: who was ill, or at home, for more than a month during a posting; and mothers. Pure, any
// thread.
#pragma once

#include <optional>

#include "deploy/demo/scale/course_plan.h"
#include "deploy/demo/scale/enrolment.h"
#include "deploy/demo/scale/posting_plan.h"
#include "deploy/demo/scale/tier.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/scheduler/v1/leave.pb.h"

namespace jiedui::demo {

// Of somebody who is sent: 1.5 per cent are away for 31 to 60 days within the stay, and of the women from 24 to 40
// 0.8 per cent are mothers, whose leave begins in the stay and may last beyond it.
std::optional<scheduler::v1::RecordLeaveRequest> LeaveOfSent(const TierMap& map, int pair, int year,
                                                             const StayPlan& stay, const registry::v1::Person& person);

// Of a trainee who comes once in the year, after the course and within the year: of all women from 24 to 40 in training
// 0.8 per cent.
std::optional<scheduler::v1::RecordLeaveRequest> LeaveOfTrainee(const TierMap& map, const CoursePlan& course,
                                                                const SeatPlan& seat,
                                                                const registry::v1::Person& person);

}  // namespace jiedui::demo
