// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/rules.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/division.h"
#include "scheduler_service/domain/licence.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {
namespace {

struct Finding {
  std::string subject;
  std::string description;
};
using Findings = std::vector<Finding>;

struct Rule {
  absl::string_view code;
  Findings (*check)(const Candidate&);
};

// "A or B" of a repeated enum field.
template <typename Values, typename NameOf>
std::string OneOf(const Values& values, NameOf name_of) {
  return absl::StrJoin(values, " or ", [&](std::string* out, int value) { out->append(name_of(value)); });
}

Findings PersonDeleted(const Candidate& candidate) {
  if (!candidate.person.has_delete_time()) return {};
  return {{candidate.person.name(), "found a deleted person, required one that is not"}};
}

Findings PersonRestricted(const Candidate& candidate) {
  if (!candidate.person.has_restrict_time()) return {};
  return {
      {candidate.person.name(), "found a person whose data may only be stored, required one who is not restricted"}};
}

Findings Category(const Candidate& candidate) {
  const auto& required = candidate.item.requirements.categories();
  if (required.empty() || std::find(required.begin(), required.end(), candidate.person.category()) != required.end())
    return {};
  const auto name_of = [](int value) {
    return registry::v1::PersonCategory_Name(static_cast<registry::v1::PersonCategory>(value));
  };
  return {{candidate.person.name(),
           absl::StrCat("found ", name_of(candidate.person.category()), ", required ", OneOf(required, name_of))}};
}

Findings Licence(const Candidate& candidate) {
  const DateRange& dates = candidate.item.dates;
  const auto day = FirstDayUnlicensed(candidate.person, candidate.item.requirements, dates);
  if (!day.has_value()) return {};
  const auto name_of = [](int value) {
    return registry::v1::Licence::Kind_Name(static_cast<registry::v1::Licence::Kind>(value));
  };
  return {{candidate.person.name(), absl::StrCat("found no licence on ", *day, ", required ",
                                                 OneOf(candidate.item.requirements.licence_kinds(), name_of),
                                                 " on every day of ", ToString(dates))}};
}

Findings TitleLevel(const Candidate& candidate) {
  using registry::v1::TitleLevel_Name;
  registry::v1::TitleLevel highest = registry::v1::TITLE_LEVEL_UNSPECIFIED;
  for (const registry::v1::Title& title : candidate.person.titles())
    if (title.conferred_date() <= candidate.item.dates.first) highest = std::max(highest, title.level());
  const auto required = candidate.item.requirements.title_level_min();
  if (highest >= required) return {};
  const std::string found = highest == 0 ? "no title" : TitleLevel_Name(highest);
  return {{candidate.person.name(), absl::StrCat("found ", found, " on ", candidate.item.dates.first, ", required ",
                                                 TitleLevel_Name(required), " or higher")}};
}

Findings Division(const Candidate& candidate) {
  const auto& required = candidate.item.requirements.divisions();
  const auto holds_it = [&](const std::string& area) { return LiesIn(candidate.division, area); };
  if (required.empty() || std::any_of(required.begin(), required.end(), holds_it)) return {};
  const std::string found = candidate.organization.empty() ? "no employer"
                            : candidate.division.empty()   ? absl::StrCat("no division of ", candidate.organization)
                                                           : absl::StrCat("division ", candidate.division);
  return {{candidate.organization.empty() ? candidate.person.name() : candidate.organization,
           absl::StrCat("found ", found, " on ", candidate.item.dates.first, ", required division ",
                        absl::StrJoin(required, " or "))}};
}

Findings PairingDates(const Candidate& candidate) {
  Findings findings;
  for (RuleViolation& violation : OutsidePairing(candidate.pairing, candidate.item))
    findings.push_back({std::move(violation.subject), std::move(violation.description)});
  return findings;
}

Findings DoubleBooking(const Candidate& candidate) {
  Findings findings;
  for (const v1::Engagement& other : Clashes(candidate.calendar, EngagementOf(candidate.item, ""))) {
    const DateRange dates{other.start_date(), other.end_date()};
    const DateRange shared = *Intersection(dates, candidate.item.dates);
    findings.push_back(
        {other.item(), absl::StrCat("found ", other.item(), " ", ToString(dates), ", overlapping ", ToString(shared),
                                    " (", DaysIn(shared), DaysIn(shared) == 1 ? " day" : " days",
                                    "), required no other full-time item on these days")});
  }
  return findings;
}

Findings NoSeat(const Candidate& candidate) {
  const v1::SeatCount& count = CountFor(candidate.ledger, candidate.division);
  if (count.taken() < count.seats()) return {};
  return {{candidate.ledger.item(), absl::StrCat("found ", count.taken(), " of ", count.seats(), " seats taken in ",
                                                 Describe(count), ", required a free one")}};
}

constexpr Rule kRules[] = {
    {"PERSON_DELETED", PersonDeleted},
    {"PERSON_RESTRICTED", PersonRestricted},
    {"CATEGORY", Category},
    {"LICENCE", Licence},
    {"TITLE_LEVEL", TitleLevel},
    {"DIVISION", Division},
    {"PAIRING_DATES", PairingDates},
    {"DOUBLE_BOOKING", DoubleBooking},
    {"NO_SEAT", NoSeat},
};

}  // namespace

v1::Engagement EngagementOf(const Item& item, absl::string_view assignment) {
  v1::Engagement engagement;
  engagement.set_assignment(std::string(assignment));
  engagement.set_item(item.name);
  engagement.set_item_display_name(item.display_name);
  engagement.set_start_date(item.dates.first);
  engagement.set_end_date(item.dates.last);
  engagement.set_intensity(item.intensity);
  return engagement;
}

std::vector<RuleViolation> FailingRules(const Candidate& candidate) {
  std::vector<RuleViolation> violations;
  for (const Rule& rule : kRules)
    for (Finding& finding : rule.check(candidate))
      violations.push_back({std::string(rule.code), std::move(finding.subject), std::move(finding.description)});
  return violations;
}

std::vector<std::string> RuleCodes() {
  std::vector<std::string> codes;
  for (const Rule& rule : kRules) codes.emplace_back(rule.code);
  return codes;
}

}  // namespace jiedui::scheduler
