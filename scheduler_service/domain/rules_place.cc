// SPDX-License-Identifier: Apache-2.0
// Rules about where the person comes from, and what stays behind.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scheduler_service/domain/division.h"
#include "scheduler_service/domain/rule.h"

namespace jiedui::scheduler {
namespace {

FindingList Division(const Candidate& candidate) {
  const auto& required = candidate.item.requirements.divisions();
  const auto holds_it = [&](const std::string& area) { return LiesIn(candidate.division, area); };
  if (required.empty() || std::any_of(required.begin(), required.end(), holds_it)) return {};
  const std::string found = candidate.organization.empty() ? "no employer"
                            : candidate.division.empty()   ? absl::StrCat("no division of ", candidate.organization)
                                                           : absl::StrCat("division ", candidate.division);
  return {{candidate.organization.empty() ? candidate.person.name() : candidate.organization,
           absl::StrCat(found, " on ", candidate.item.dates.first),
           absl::StrCat("division ", absl::StrJoin(required, " or "))}};
}

// The most of the ranges that share one day, and the first such day: it is a first day of one of them.
std::pair<int, std::string> Busiest(const std::vector<DateRange>& ranges) {
  std::pair<int, std::string> busiest;
  for (const DateRange& range : ranges) {
    const auto holds_it = [&](const DateRange& other) { return Contains(other, range.first); };
    const auto count = static_cast<int>(std::count_if(ranges.begin(), ranges.end(), holds_it));
    if (count > busiest.first || (count == busiest.first && range.first < busiest.second))
      busiest = {count, range.first};
  }
  return busiest;
}

FindingList Coverage(const Candidate& candidate) {
  const int allowed = candidate.item.requirements.away_per_organization_max();
  if (allowed == 0 || candidate.item.intensity == v1::INTENSITY_PART_TIME) return {};
  std::vector<DateRange> within;
  for (const DateRange& other : candidate.away)
    if (const auto shared = Intersection(other, candidate.item.dates); shared.has_value()) within.push_back(*shared);
  const auto [count, day] = Busiest(within);
  if (count + 1 <= allowed) return {};
  return {{candidate.organization, absl::StrCat(count, " others away on ", day),
           absl::StrCat("at most ", allowed, " away at a time, this one included")}};
}

FindingList PairingDates(const Candidate& candidate) {
  const DateRange allowed{candidate.pairing.start_date(), candidate.pairing.end_date()};
  if (Covers(allowed, candidate.item.dates)) return {};
  return {{candidate.pairing.name(), ToString(candidate.item.dates), absl::StrCat("within ", ToString(allowed))}};
}

}  // namespace

const std::vector<Rule>& RulesOfPlace() {
  static const auto& rules = *new std::vector<Rule>{
      {"DIVISION", "the employer on the first day lies in one of the divisions", kRefuse, Division},
      {"ORGANIZATION_COVERAGE", "not too many of the same organisation are away on any day", kRefuse, Coverage},
      {"PAIRING_DATES", "the item lies within the dates of its pairing", kRefuse, PairingDates},
  };
  return rules;
}

}  // namespace jiedui::scheduler
