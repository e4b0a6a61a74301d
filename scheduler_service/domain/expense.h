// SPDX-License-Identifier: Apache-2.0
// The training money of a course: how it is kept, and what an auditor asks of it. Integers of fen throughout. Pure, any
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "jiedui/scheduler/v1/expense.pb.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

// What no field says alone: each person claimed once. INVALID_ARGUMENT with paths from "expense.".
absl::Status CheckExpense(const v1::CourseExpense& expense);

// The money of the course `course_name` as `draft` says, in place of `before`; equal to it where nothing differs.
// ABORTED / ETAG_MISMATCH.
absl::StatusOr<v1::CourseExpense> StoredExpense(absl::string_view course_name,
                                                const std::optional<v1::CourseExpense>& before, v1::CourseExpense draft,
                                                const Stamp& stamp);

// Most for one trainee, in fen: the first days at the whole rate, the days beyond at a part of it.
int64_t PerPersonFen(const v1::ExpenseRate& rate, int days);

// Most staff for so many trainees.
int StaffMax(const v1::ExpenseRate& rate, int persons);

// "429000.00 yuan".
std::string Yuan(int64_t fen);

// A person claimed for a course. People are who they are since the registry has merged them.
struct PersonClaim {
  std::string person;
  std::string course;
};

struct ExpenseFacts {
  v1::Course course;
  v1::CourseExpense expense;
  const v1::ExpenseRate* rate = nullptr;  // that holds on the course's first day; null = no table has one
  int checked_in = 0;                     // people who came
  std::vector<PersonClaim> claims;        // of this course, and of its people those of other runs in the year
};

// The money beside what may be claimed, with everything that somebody should look at.
v1::ExpenseReview Review(const ExpenseFacts& facts);

// Whether both are runs of one curriculum that begin in the same year.
bool IsSameTraining(const v1::Course& a, const v1::Course& b);

}  // namespace jiedui::scheduler
