// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/rules.h"

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/rule.h"

namespace jiedui::scheduler {
namespace {

const std::vector<Rule>& Table() {
  static const auto& table = *new std::vector<Rule>([] {
    std::vector<Rule> all;
    for (const auto* family :
         {&RulesOfPerson(), &RulesOfLicence(), &RulesOfTraining(), &RulesOfPlace(), &RulesOfCalendar(), &RulesOfSeat()})
      all.insert(all.end(), family->begin(), family->end());
    return all;
  }());
  return table;
}

bool IsInForce(const Rule& rule, const std::string& first_day) {
  return Contains({std::string(rule.effective_from), std::string(rule.effective_to)}, first_day);
}

v1::RuleFinding ToFinding(const Rule& rule, Finding&& finding) {
  v1::RuleFinding out;
  out.set_rule(std::string(rule.code));
  out.set_severity(rule.severity);
  out.set_subject(std::move(finding.subject));
  out.set_found(std::move(finding.found));
  out.set_required(std::move(finding.required));
  out.set_remedy(std::move(finding.remedy));
  out.set_due_date(std::move(finding.due_date));
  return out;
}

}  // namespace

v1::Engagement EngagementOf(const Item& item, absl::string_view assignment) {
  v1::Engagement engagement;
  engagement.set_assignment(std::string(assignment));
  engagement.set_item(item.name);
  engagement.set_item_display_name(item.display_name);
  engagement.set_start_date(item.dates.first);
  engagement.set_end_date(item.dates.last);
  engagement.set_intensity(item.intensity);
  engagement.set_location_division(item.location);
  return engagement;
}

std::vector<v1::RuleFinding> Findings(const Candidate& candidate) {
  std::vector<v1::RuleFinding> findings;
  for (const Rule& rule : Table()) {
    if (!IsInForce(rule, candidate.item.dates.first)) continue;
    for (Finding& finding : rule.check(candidate)) findings.push_back(ToFinding(rule, std::move(finding)));
  }
  return findings;
}

std::vector<RuleViolation> Refusals(const std::vector<v1::RuleFinding>& findings) {
  std::vector<RuleViolation> refusals;
  for (const v1::RuleFinding& finding : findings)
    if (finding.severity() == kRefuse)
      refusals.push_back({finding.rule(), finding.subject(),
                          absl::StrCat("found ", finding.found(), ", required ", finding.required())});
  return refusals;
}

bool IsAboutSeat(absl::string_view rule) {
  for (const Rule& seat : RulesOfSeat())
    if (seat.code == rule) return true;
  return false;
}

bool AsksForHistory(const Item& item) {
  const v1::Requirements& required = item.requirements;
  return required.untrained_months_min() > 0 || required.prerequisite_tracks_size() > 0 || !item.curriculum.empty();
}

bool AsksForAway(const Item& item) { return item.requirements.away_per_organization_max() > 0; }

std::vector<v1::RuleDescription> RuleTable() {
  std::vector<v1::RuleDescription> descriptions;
  for (const Rule& rule : Table()) {
    v1::RuleDescription& description = descriptions.emplace_back();
    description.set_rule(std::string(rule.code));
    description.set_requirement(std::string(rule.requirement));
    description.set_severity(rule.severity);
    description.set_source(std::string(rule.source));
    description.set_effective_from(std::string(rule.effective_from));
    description.set_effective_to(std::string(rule.effective_to));
  }
  return descriptions;
}

}  // namespace jiedui::scheduler
