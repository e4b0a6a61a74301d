// SPDX-License-Identifier: Apache-2.0
// What a person was taught in a year: hours and credits, and what is missing to those that professionals need. Pure,
// any thread.
#pragma once

#include "jiedui/scheduler/v1/certificate.pb.h"
#include "scheduler_service/domain/attendance.h"

namespace jiedui::scheduler {

inline constexpr int kHoursPerYear = 90;              // 学时 that professionals need
inline constexpr int kProfessionalHoursPerYear = 60;  // of these: two thirds

// Adds what one assignment brought, if the person completed it and it ended in the record's year. Of two assignments to
// the same course (two records of the person were merged) the one with more hours counts.
void AddTraining(v1::TrainingRecord& record, const AttendanceFacts& facts);

// The record with its courses sorted and its sums, when all of them are in.
v1::TrainingRecord Summed(v1::TrainingRecord record);

}  // namespace jiedui::scheduler
