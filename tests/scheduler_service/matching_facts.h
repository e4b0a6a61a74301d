// SPDX-License-Identifier: Apache-2.0
// Plans in which both sides rank, in tests: postings, what is told of candidacies, and the matching that comes of them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/plan_answer.h"
#include "scheduler_service/domain/plan_basis.h"
#include "scheduler_service/domain/plan_matching.h"
#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {

// A posting of the pairing with so many openings, whose host lies in the division.
inline PlannedItem PlannedPosting(const std::string& id, int openings, const std::string& division = "510824") {
  v1::Posting posting = Stationed();
  posting.set_name("pairings/yh-cx/postings/" + id);
  posting.set_location_division(division);
  return {ItemOf(posting), NewLedger(posting.name(), {.seats = openings, .quotas = {}, .categories = {}})};
}

// What is told of the candidacy {person}-{number of the item}; 0 = not said.
inline std::string Rank(const std::string& candidacy, int wish, int standing = 0) {
  return absl::StrCat(" ranks { assignment: 'pairings/yh-cx/assignments/", candidacy, "' wish: ", wish,
                      " standing: ", standing, " }");
}

struct MadeMatching {
  PlanModel model;
  planning::Solution solution;
  storage::v1::PlanBasis basis;
  v1::Plan plan;

  // "zhao-0", in the plan's order.
  std::vector<std::string> Placed() const {
    std::vector<std::string> placed;
    for (const v1::PlanPlacement& placement : plan.placements())
      placed.push_back(placement.assignment().substr(placement.assignment().rfind('/') + 1));
    return placed;
  }
  absl::StatusOr<std::vector<std::string>> Findings() const {
    return FindingsInMatching(basis, *InstanceOf(basis), *SolutionOf(basis));
  }
};

inline MadeMatching MatchingOf(PlanFacts facts, const std::string& ranks = "", const std::string& caps = "") {
  MadeMatching made;
  auto model = ModelOf(std::move(facts), absl::StrCat(ranks, " matching {", caps, "}"));
  EXPECT_THAT(model, IsOk());
  made.model = *std::move(model);
  auto solution = MatchModel(made.model);
  EXPECT_THAT(solution, IsOk());
  made.solution = *std::move(solution);
  made.basis = WithSolution(made.model, made.solution);
  made.plan = *PlanOf(made.model, made.solution);
  return made;
}

}  // namespace jiedui::scheduler
