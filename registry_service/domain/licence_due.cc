// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/licence_due.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "registry_service/domain/licence_rules.h"

namespace jiedui::registry {
namespace {

using v1::Licence;
using v1::Person;

// Whether the licence at `later` takes over from the one at `index`, which ends.
bool TakesOver(const Person& person, int later, int index) {
  const Licence& licence = person.licences(index);
  const Licence& next = person.licences(later);
  if (later == index || next.kind() != licence.kind()) return false;
  if (next.valid_to() == licence.valid_to()) return later > index;
  return next.valid_to().empty() || next.valid_to() > licence.valid_to();
}

bool IsRenewed(const Person& person, int index) {
  for (int i = 0; i < person.licences_size(); ++i)
    if (TakesOver(person, i, index)) return true;
  return false;
}

LicenceDue DueOf(const Licence& licence, int index) {
  LicenceDue due{.index = index, .kind = licence.kind(), .valid_to = licence.valid_to()};
  const LicenceRule* rule = LicenceRuleOn(licence.kind(), licence.valid_to());
  due.renew_by = rule == nullptr ? licence.valid_to() : RenewBy(rule->renewal, licence.valid_to());
  if (rule != nullptr) due.rule_source = rule->source;
  return due;
}

}  // namespace

std::vector<LicenceDue> DueLicences(const Person& person, absl::string_view before) {
  std::vector<LicenceDue> all;
  for (int i = 0; i < person.licences_size(); ++i) {
    if (person.licences(i).valid_to().empty() || IsRenewed(person, i)) continue;
    LicenceDue due = DueOf(person.licences(i), i);
    if (due.renew_by < before) all.push_back(std::move(due));
  }
  std::sort(all.begin(), all.end(), [](const LicenceDue& a, const LicenceDue& b) {
    return std::tie(a.renew_by, a.index) < std::tie(b.renew_by, b.index);
  });
  return all;
}

}  // namespace jiedui::registry
