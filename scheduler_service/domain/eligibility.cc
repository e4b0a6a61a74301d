// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/eligibility.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/item_states.h"

namespace jiedui::scheduler {
namespace {

// The state of the item, as a finding among the others.
void AddState(const Candidate& candidate, v1::Eligibility& eligibility) {
  if (!NotAllowed(candidate.item, Deed::kGiveSeat).has_value()) return;
  v1::RuleFinding& finding = *eligibility.add_findings();
  finding.set_rule("ITEM_STATE");
  finding.set_severity(v1::RuleFinding::SEVERITY_REFUSE);
  finding.set_subject(candidate.item.name);
  finding.set_found(candidate.item.state);
  finding.set_required("one that takes people");
}

v1::Eligibility::Verdict VerdictOf(const v1::Eligibility& eligibility) {
  if (!eligibility.assignment().empty()) return v1::Eligibility::VERDICT_ASSIGNED;
  std::set<std::string> refusing;
  bool only_seats = true;
  for (const v1::RuleFinding& finding : eligibility.findings()) {
    if (finding.severity() != v1::RuleFinding::SEVERITY_REFUSE) continue;
    refusing.insert(finding.rule());
    only_seats = only_seats && IsAboutSeat(finding.rule());
  }
  if (refusing.empty()) return v1::Eligibility::VERDICT_ELIGIBLE;
  if (only_seats) return v1::Eligibility::VERDICT_WAITS;
  return refusing.size() == 1 ? v1::Eligibility::VERDICT_NEAR_MISS : v1::Eligibility::VERDICT_NOT_ELIGIBLE;
}

}  // namespace

v1::Eligibility EligibilityOf(const Candidate& candidate) {
  v1::Eligibility eligibility;
  eligibility.set_person(candidate.person.name());
  eligibility.set_item(candidate.item.name);
  eligibility.set_assignment(AssignmentAt(candidate.calendar, candidate.item.name));
  AddState(candidate, eligibility);
  std::set<std::string> failing;
  for (v1::RuleFinding& finding : Findings(candidate)) {
    failing.insert(finding.rule());
    *eligibility.add_findings() = std::move(finding);
  }
  for (const v1::RuleDescription& rule : RuleTable())
    if (failing.count(rule.rule()) == 0) eligibility.add_rules_passed(rule.rule());
  eligibility.set_verdict(VerdictOf(eligibility));
  return eligibility;
}

}  // namespace jiedui::scheduler
