// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/licence.h"

#include <algorithm>
#include <vector>

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

}  // namespace jiedui::scheduler
