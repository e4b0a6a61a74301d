// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/registered_review.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "registry_service/tools/cell_finding.h"

namespace jiedui::registry {
namespace {

using v1::Employment;
using v1::Licence;
using v1::Person;
using v1::RowFinding;

// A default that is not in the mask changes nobody who is registered.
bool ChangesEmployments(const v1::ImportPersonsRequest& row) {
  const auto& paths = row.update_mask().paths();
  return row.person().employments_size() > 0 && std::find(paths.begin(), paths.end(), "employments") != paths.end();
}

bool IsUnsaidOrSame(const std::string& said, const std::string& registered) {
  return said.empty() || said == registered;
}

std::vector<std::string> SortedScopes(const Licence& licence) {
  std::vector<std::string> scopes(licence.scopes().begin(), licence.scopes().end());
  std::sort(scopes.begin(), scopes.end());
  return scopes;
}

// Whether the registry takes the row's licence, which says no last day, for this one, which has one.
bool IsTakenFor(const Licence& registered, const Licence& said) {
  return !registered.valid_to().empty() && registered.kind() == said.kind() &&
         IsUnsaidOrSame(said.number(), registered.number()) &&
         IsUnsaidOrSame(said.valid_from(), registered.valid_from()) &&
         (said.scopes().empty() || SortedScopes(said) == SortedScopes(registered));
}

RowFinding OtherEmployer(const std::string& said, const std::string& other) {
  return NewFinding(RowFinding::KIND_WARNED,
                    {"OTHER_EMPLOYER", absl::StrCat("此人在登记库中另有在职单位:", other, ";名册所填单位:", said),
                     absl::StrCat("已离开", other, "的,用UpdatePerson给该任职填写end_date;确属兼任的不必处理")},
                    PathOf(RosterField::kOrganization), said);
}

// Before the row is imported, its position will replace the registered one; afterwards, that of a later row has
// replaced it.
RowFinding OtherPosition(const std::string& said, const std::string& registered) {
  return NewFinding(
      RowFinding::KIND_WARNED,
      {"POSITION_REPLACED",
       absl::StrCat("此人在该单位只登记了一项在任职务:", registered, ",与本行所填不同:后导入的替换先前的"),
       "两项职务都在任的,用UpdatePerson在employments中分别登记;只任其一的,核对哪一项是现任"},
      PathOf(RosterField::kPosition), said);
}

// What an import of `said` replaces without asking; null where it adds.
const Employment* OnlyPosition(const Employment& said, const Person& registered) {
  const Employment* only = nullptr;
  for (const Employment& known : registered.employments()) {
    if (!known.end_date().empty() || known.organization() != said.organization()) continue;
    if (only != nullptr) return nullptr;
    only = &known;
  }
  if (only == nullptr || only->position().empty() || said.position().empty()) return nullptr;
  return only->position() == said.position() ? nullptr : only;
}

std::vector<RowFinding> ReviewEmployment(const Employment& said, const Person& registered,
                                         const OrganizationNames& organizations) {
  std::vector<RowFinding> findings;
  for (const Employment& known : registered.employments())
    if (known.end_date().empty() && known.organization() != said.organization())
      findings.push_back(OtherEmployer(organizations.DisplayName(said.organization()),
                                       organizations.DisplayName(known.organization())));
  if (const Employment* const only = OnlyPosition(said, registered); only != nullptr)
    findings.push_back(OtherPosition(said.position(), only->position()));
  return findings;
}

RowFinding LicenceStillEnds(const std::string& cell, const Licence& registered) {
  return NewFinding(
      RowFinding::KIND_WARNED,
      {"LICENCE_END_STAYS", absl::StrCat("名册填写", cell, ",登记库中该执业证有效期至", registered.valid_to(), ",未改"),
       "核对后用UpdatePerson清除该执业证的valid_to"},
      PathOf(RosterField::kLicenceValidTo), cell);
}

}  // namespace

bool NeedsReview(const ReadRow& row) {
  return ChangesEmployments(row.request) ||
         (!row.licence_without_end.empty() && row.request.person().licences_size() > 0);
}

std::vector<RowFinding> ReviewAgainst(const ReadRow& row, const Person& registered,
                                      const OrganizationNames& organizations) {
  std::vector<RowFinding> findings;
  const Person& said = row.request.person();
  if (ChangesEmployments(row.request)) findings = ReviewEmployment(said.employments(0), registered, organizations);
  if (row.licence_without_end.empty() || said.licences().empty()) return findings;
  for (const Licence& known : registered.licences())
    if (IsTakenFor(known, said.licences(0))) findings.push_back(LicenceStillEnds(row.licence_without_end, known));
  return findings;
}

}  // namespace jiedui::registry
