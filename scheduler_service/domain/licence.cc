// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/licence.h"

#include <algorithm>
#include <vector>

#include "scheduler_service/domain/training.h"

namespace jiedui::scheduler {
namespace {

bool IsRequired(const registry::v1::Licence& licence, const v1::Requirements& required) {
  const auto& kinds = required.licence_kinds();
  return std::find(kinds.begin(), kinds.end(), licence.kind()) != kinds.end();
}

// The parts of `dates` that a licence of a required kind covers, by first day.
std::vector<DateRange> Covered(const registry::v1::Person& person, const v1::Requirements& required,
                               const DateRange& dates) {
  std::vector<DateRange> covered;
  for (const registry::v1::Licence& licence : person.licences()) {
    if (!IsRequired(licence, required)) continue;
    const auto part = Intersection({licence.valid_from(), licence.valid_to()}, dates);
    if (part.has_value()) covered.push_back(*part);
  }
  std::sort(covered.begin(), covered.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return covered;
}

std::string DayAfter(const std::string& date) { return FormatDate(*ParseDate(date) + 1); }

}  // namespace

std::optional<std::string> FirstDayUnlicensed(const registry::v1::Person& person, const v1::Requirements& required,
                                              const DateRange& dates) {
  if (required.licence_kinds().empty()) return std::nullopt;
  std::string next = dates.first;  // the first day not known to be covered
  for (const DateRange& part : Covered(person, required, dates)) {
    if (part.first > next) return next;
    if (part.last >= dates.last) return std::nullopt;
    if (part.last >= next) next = DayAfter(part.last);
  }
  return next;
}

std::string RenewalDueDate(const registry::v1::Person& person, const v1::Requirements& required,
                           const std::string& unlicensed) {
  const absl::CivilDay last = *ParseDate(unlicensed) - 1;
  for (const registry::v1::Licence& licence : person.licences()) {
    if (!IsRequired(licence, required) || licence.valid_to() != FormatDate(last)) continue;
    if (licence.kind() == registry::v1::Licence::KIND_VILLAGE_DOCTOR) return MonthsBefore(last, 3);
    if (licence.kind() == registry::v1::Licence::KIND_NURSE) return FormatDate(last - 30);
  }
  return FormatDate(last);
}

std::optional<v1::ComplianceIssue> LicenceIssue(const registry::v1::Person& person, const v1::Requirements& required,
                                                const v1::Assignment& assignment, const std::string& as_of) {
  const DateRange left{std::max(as_of, assignment.start_date()), assignment.end_date()};
  if (left.last < left.first) return std::nullopt;
  const auto unlicensed = FirstDayUnlicensed(person, required, left);
  if (!unlicensed.has_value()) return std::nullopt;
  v1::ComplianceIssue issue;
  const bool has_lapsed = *unlicensed == as_of;
  issue.set_code(has_lapsed ? v1::ComplianceIssue::CODE_LICENCE_LAPSED : v1::ComplianceIssue::CODE_LICENCE_EXPIRING);
  issue.set_person(assignment.person());
  issue.set_assignment(assignment.name());
  const auto first = FirstDayUnlicensed(person, required, {assignment.start_date(), assignment.end_date()});
  issue.set_start_date(first.value_or(*unlicensed));
  issue.set_end_date(assignment.end_date());
  issue.set_due_date(has_lapsed ? as_of : RenewalDueDate(person, required, *unlicensed));
  return issue;
}

}  // namespace jiedui::scheduler
