// SPDX-License-Identifier: Apache-2.0
// Rules about the seat. Whoever fails these alone may wait for one.
#include "scheduler_service/domain/rule.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {
namespace {

// The ledger names the first thing in the way; it belongs to one of the rules.
FindingList SeatRule(const Candidate& candidate, absl::string_view rule) {
  auto refusal = WhyNoSeat(candidate.ledger, {candidate.division, candidate.person.category()});
  if (!refusal.has_value() || refusal->rule != rule) return {};
  return {{candidate.ledger.item(), refusal->found, refusal->required, refusal->remedy}};
}

FindingList NoSeat(const Candidate& candidate) { return SeatRule(candidate, "NO_SEAT"); }
FindingList CategoryCeiling(const Candidate& candidate) { return SeatRule(candidate, "CATEGORY_CEILING"); }
FindingList CategoryFloor(const Candidate& candidate) { return SeatRule(candidate, "CATEGORY_FLOOR"); }

}  // namespace

const std::vector<Rule>& RulesOfSeat() {
  static const auto& rules = *new std::vector<Rule>{
      {"NO_SEAT", "a seat is free in the quota of the person's division, or in the pool", kRefuse, NoSeat},
      {"CATEGORY_CEILING", "fewer people of the category than its ceiling", kRefuse, CategoryCeiling},
      {"CATEGORY_FLOOR", "a seat that is not kept for other categories", kRefuse, CategoryFloor},
  };
  return rules;
}

}  // namespace jiedui::scheduler
