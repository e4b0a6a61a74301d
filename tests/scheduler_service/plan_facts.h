// SPDX-License-Identifier: Apache-2.0
// What plans are made from, in tests of the mapping: courses and people put together by hand.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/plan_model.h"
#include "scheduler_service/domain/plan_question.h"
#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {

// A course of the pairing with so many seats, all in the pool.
inline PlannedItem PlannedCourse(const std::string& id, int seats, const std::string& first = "2021-10-18",
                                 const std::string& last = "2021-10-29") {
  v1::Course course = Clinical();
  course.set_name("pairings/yh-cx/courses/" + id);
  course.set_start_date(first);
  course.set_end_date(last);
  return {ItemOf(course), NewLedger(course.name(), {.seats = seats, .quotas = {}, .categories = {}})};
}

// The candidacy {person}-{number of the item}, nominated in the order in which they are made.
inline PlanCandidate Seeks(const std::string& person, int item) {
  static int64_t time = 0;
  PlanCandidate candidate{.assignment = absl::StrCat("pairings/yh-cx/assignments/", person, "-", item),
                          .person = "persons/" + person,
                          .item = item,
                          .seating = {"510824100", registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR},
                          .organization = "organizations/lingjiang"};
  candidate.create_seconds = ++time;
  candidate.digest = 7;
  return candidate;
}

inline PlanFacts FactsOf(std::vector<PlannedItem> items, std::vector<PlanCandidate> seekers) {
  PlanFacts facts;
  facts.pairing = "pairings/yh-cx";
  facts.items = std::move(items);
  facts.seekers = std::move(seekers);
  return facts;
}

inline absl::StatusOr<PlanModel> ModelOf(PlanFacts facts, const std::string& question = "",
                                         const std::set<std::string>& base = {}) {
  return BuildModel(std::move(facts), Completed(FromText<v1::PlanQuestion>(question)), base);
}

}  // namespace jiedui::scheduler
