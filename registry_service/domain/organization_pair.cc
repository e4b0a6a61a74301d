// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/organization_pair.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "registry_service/domain/checks.h"
#include "registry_service/domain/missing.h"

namespace jiedui::registry {
namespace {

const char kType[] = "jiedui.registry.v1.OrganizationPair";

}  // namespace

absl::StatusOr<OrganizationPairDraft> ParseOrganizationPair(v1::OrganizationPair pair) {
  FieldChecks checks;
  if (pair.east_organization() == pair.west_organization())
    checks.Add("organization_pair.west_organization", "is the same organisation as east_organization");
  checks.InOrder(pair.sign_date(), pair.end_date(), "organization_pair.end_date", "sign_date");
  RETURN_IF_ERROR(checks.ToStatus());
  return OrganizationPairDraft{.pair = std::move(pair)};
}

absl::StatusOr<OrganizationPairRecord> Register(const OrganizationPairDraft& draft, const OrganizationPairFacts& facts,
                                                const Stamp& stamp) {
  const std::string& name = draft.pair.name();
  if (facts.current.has_value()) return ResourceExists("ID_TAKEN", kType, name, absl::StrCat(name, " exists already"));
  RETURN_IF_ERROR(RequireOrganizations({{"organization_pair.east_organization", draft.pair.east_organization()},
                                        {"organization_pair.west_organization", draft.pair.west_organization()}},
                                       facts.missing_organizations));
  OrganizationPairRecord record;
  *record.mutable_organization_pair() = draft.pair;
  record.set_creator(stamp.actor);
  record.set_updater(stamp.actor);
  StampCreated(stamp, *record.mutable_organization_pair());
  return record;
}

}  // namespace jiedui::registry
