// SPDX-License-Identifier: Apache-2.0
// A candidate with nothing in the way, and what the rules find: what the tests of rules begin with.
#pragma once

#include <string>
#include <vector>

#include "scheduler_service/domain/rules.h"
#include "scheduler_service/domain/seats.h"
#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {

// A village doctor of 陵江 who wants a seat in the clinical course.
inline Candidate AnyCandidate() {
  Candidate candidate{.pairing = YuhangCangxi(),
                      .item = ItemOf(Clinical()),
                      .person = VillageDoctor(),
                      .organization = "organizations/lingjiang",
                      .division = "510824100"};
  candidate.calendar.set_person("persons/zhao");
  candidate.ledger = NewLedger(Clinical().name(), {.seats = 100, .quotas = {}, .categories = {}});
  return candidate;
}

// "CODE: found X, required Y" of every rule that does not hold; "(CODE)" in front where it only warns.
inline std::vector<std::string> FoundBy(const Candidate& candidate) {
  std::vector<std::string> found;
  for (const v1::RuleFinding& finding : Findings(candidate)) {
    const bool warns = finding.severity() == v1::RuleFinding::SEVERITY_WARN;
    found.push_back(absl::StrCat(warns ? "(" + finding.rule() + ")" : finding.rule(), ": found ", finding.found(),
                                 ", required ", finding.required()));
  }
  return found;
}

}  // namespace jiedui::scheduler
