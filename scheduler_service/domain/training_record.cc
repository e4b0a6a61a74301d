// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/training_record.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "scheduler_service/domain/certificate.h"

namespace jiedui::scheduler {

void AddTraining(v1::TrainingRecord& record, const AttendanceFacts& facts) {
  const v1::Assignment& assignment = facts.assignment;
  if (!IsCompleted(assignment.state()) || YearOf(assignment.end_date()) != record.year()) return;
  const Earned earned = EarnedBy(facts);
  v1::TrainedCourse trained;
  trained.set_course(facts.course.name());
  trained.set_display_name(facts.course.display_name());
  trained.set_assignment(assignment.name());
  trained.set_end_date(assignment.end_date());
  trained.set_hours(earned.hours);
  trained.set_professional(facts.course.credit_rule().professional());
  trained.set_credit_tenths(earned.credit_tenths);
  trained.set_certificate_number(assignment.certificate().number());
  auto& courses = *record.mutable_courses();
  const auto same = std::find_if(courses.begin(), courses.end(),
                                 [&](const v1::TrainedCourse& other) { return other.course() == trained.course(); });
  if (same == courses.end()) {
    *courses.Add() = std::move(trained);
  } else if (same->hours() < trained.hours()) {
    *same = std::move(trained);
  }
}

v1::TrainingRecord Summed(v1::TrainingRecord record) {
  auto& courses = *record.mutable_courses();
  std::sort(courses.begin(), courses.end(), [](const v1::TrainedCourse& a, const v1::TrainedCourse& b) {
    return std::tie(a.end_date(), a.course()) < std::tie(b.end_date(), b.course());
  });
  int hours = 0;
  int professional_hours = 0;
  int credit_tenths = 0;
  for (const v1::TrainedCourse& course : courses) {
    hours += course.hours();
    professional_hours += course.professional() ? course.hours() : 0;
    credit_tenths += course.credit_tenths();
  }
  record.set_hours(hours);
  record.set_professional_hours(professional_hours);
  record.set_credit_tenths(credit_tenths);
  record.set_hours_required(kHoursPerYear);
  record.set_professional_hours_required(kProfessionalHoursPerYear);
  record.set_hours_missing(std::max(0, kHoursPerYear - hours));
  record.set_professional_hours_missing(std::max(0, kProfessionalHoursPerYear - professional_hours));
  return record;
}

}  // namespace jiedui::scheduler
