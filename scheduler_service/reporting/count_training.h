// SPDX-License-Identifier: Apache-2.0
// Courses, and who was trained at them. Pure, one thread.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "scheduler_service/reporting/assignment_view.h"
#include "scheduler_service/reporting/counting.h"

namespace jiedui::scheduler {

// Takes the rows of one pairing in the order of their keys, all courses before the assignments.
class TrainingCounter {
 public:
  // `counting` outlives it.
  explicit TrainingCounter(const Counting& counting) : counting_(counting) {}

  void Add(const v1::Course& course);
  // False: not to a course that is known here.
  bool Add(const AssignmentView& assignment);

  // Subjects (persons) who have checked in at an e-commerce course by the report's day.
  const absl::flat_hash_set<uint32_t>& ecommerce_trainees() const { return ecommerce_trainees_; }

 private:
  struct Course {
    std::vector<FigureId> figures;  // of its trainees
    uint32_t part = kNone;
    DayNumber first_day = 0;
    DayNumber last_day = 0;
    bool is_cancelled = false;
    bool is_part_time = false;
    bool is_ecommerce = false;
  };

  std::vector<FigureId> FiguresOf(const v1::Course& course) const;
  void AddOpening(const v1::Course& course);
  DayNumber DecidingDay(const Course& course, const AssignmentView& assignment, const v1::CountingRule& rule) const;

  const Counting& counting_;
  absl::flat_hash_map<std::string, Course> courses_;
  absl::flat_hash_set<uint32_t> ecommerce_trainees_;
};

}  // namespace jiedui::scheduler
