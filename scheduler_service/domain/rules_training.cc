// SPDX-License-Identifier: Apache-2.0
// Rules about what the person has learnt before.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/rule.h"
#include "scheduler_service/domain/training.h"

namespace jiedui::scheduler {
namespace {

bool IsOverBefore(const Attended& course, const Candidate& candidate) {
  return course.completed && course.end_date < candidate.item.dates.first;
}

FindingList TrainedAlready(const Candidate& candidate) {
  const int months = candidate.item.requirements.untrained_months_min();
  if (months == 0) return {};
  const std::string since = MonthsBefore(*ParseDate(candidate.item.dates.first), months);
  for (const Attended& course : candidate.history)
    if (course.track == candidate.item.track && IsOverBefore(course, candidate) && course.end_date >= since)
      return {{course.assignment, absl::StrCat(course.course, " completed on ", course.end_date),
               absl::StrCat("none of the same track since ", since)}};
  return {};
}

FindingList Prerequisite(const Candidate& candidate) {
  FindingList findings;
  for (const int value : candidate.item.requirements.prerequisite_tracks()) {
    const auto track = static_cast<v1::Track>(value);
    const auto is_it = [&](const Attended& course) { return course.track == track && IsOverBefore(course, candidate); };
    if (std::any_of(candidate.history.begin(), candidate.history.end(), is_it)) continue;
    findings.push_back({candidate.person.name(), absl::StrCat("no completed course of ", v1::Track_Name(track)),
                        absl::StrCat("one before ", candidate.item.dates.first)});
  }
  return findings;
}

FindingList Exclusion(const Candidate& candidate) {
  FindingList findings;
  if (candidate.item.curriculum.empty()) return findings;
  for (const Attended& course : candidate.history)
    if (course.curriculum == candidate.item.curriculum && course.course != candidate.item.name)
      findings.push_back(
          {course.assignment,
           absl::StrCat(course.course, " of the same curriculum, ", course.completed ? "completed" : "to come"),
           "no other run of it"});
  return findings;
}

}  // namespace

const std::vector<Rule>& RulesOfTraining() {
  static const auto& rules = *new std::vector<Rule>{
      {"TRAINED_ALREADY", "no course of the same track was completed in the months before", kRefuse, TrainedAlready},
      {"PREREQUISITE", "a course of each required track was completed before", kRefuse, Prerequisite},
      {"EXCLUSION", "no other run of the same curriculum", kRefuse, Exclusion},
  };
  return rules;
}

}  // namespace jiedui::scheduler
