// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/organization_pair.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/base/update_mask.h"
#include "registry_service/domain/checks.h"
#include "registry_service/domain/missing.h"
#include "registry_service/domain/resource_types.h"

namespace jiedui::registry {
namespace {

using v1::Organization;
using v1::OrganizationPair;

// Whether an organisation of `kind` may be in a pair of `pair_kind`.
bool Suits(OrganizationPair::Kind pair_kind, Organization::Kind kind) {
  if (pair_kind == OrganizationPair::KIND_HOSPITAL)
    return kind == Organization::KIND_HOSPITAL || kind == Organization::KIND_TOWNSHIP_HOSPITAL;
  return pair_kind != OrganizationPair::KIND_SCHOOL || kind == Organization::KIND_SCHOOL;
}

absl::string_view Accepted(OrganizationPair::Kind pair_kind) {
  return pair_kind == OrganizationPair::KIND_HOSPITAL ? "KIND_HOSPITAL or KIND_TOWNSHIP_HOSPITAL" : "KIND_SCHOOL";
}

absl::Status RequireKinds(const OrganizationPair& pair, const OrganizationPairFacts& facts) {
  std::vector<RuleViolation> violations;
  const auto require = [&](absl::string_view path, const std::string& name, Organization::Kind kind) {
    if (Suits(pair.kind(), kind)) return;
    violations.push_back(
        {.rule = "ORGANIZATION_KIND",
         .subject = name,
         .description = absl::StrCat(path, ": ", name, " is of ", Organization::Kind_Name(kind), ", a pair of ",
                                     OrganizationPair::Kind_Name(pair.kind()), " takes ", Accepted(pair.kind()))});
  };
  require("organization_pair.east_organization", pair.east_organization(), facts.east_kind);
  require("organization_pair.west_organization", pair.west_organization(), facts.west_kind);
  return violations.empty() ? absl::OkStatus() : RulesFailed("ORGANIZATION_KIND_MISMATCH", violations);
}

absl::Status RequireBoth(const OrganizationPair& pair, const OrganizationPairFacts& facts) {
  RETURN_IF_ERROR(RequireOrganizations({{"organization_pair.east_organization", pair.east_organization()},
                                        {"organization_pair.west_organization", pair.west_organization()}},
                                       facts.missing_organizations));
  return RequireKinds(pair, facts);
}

bool IsOfTheSameTwo(const OrganizationPair& a, const OrganizationPair& b) {
  return a.kind() == b.kind() && a.east_organization() == b.east_organization() &&
         a.west_organization() == b.west_organization();
}

// The facts without the complaint about organisations that the pair has had before.
OrganizationPairFacts OfNewlyNamed(const OrganizationPairFacts& facts, const OrganizationPair& before) {
  OrganizationPairFacts result = facts;
  auto& missing = result.missing_organizations;
  missing.erase(std::remove_if(missing.begin(), missing.end(),
                               [&before](const std::string& name) {
                                 return name == before.east_organization() || name == before.west_organization();
                               }),
                missing.end());
  return result;
}

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
  if (facts.current.has_value())
    return ResourceExists("ID_TAKEN", kOrganizationPairType, name, absl::StrCat(name, " exists already"));
  RETURN_IF_ERROR(RequireBoth(draft.pair, facts));
  OrganizationPairRecord record;
  *record.mutable_organization_pair() = draft.pair;
  record.set_creator(stamp.actor);
  record.set_updater(stamp.actor);
  StampCreated(stamp, *record.mutable_organization_pair());
  return record;
}

absl::StatusOr<OrganizationPairDraft> Patched(const OrganizationPair& change, const google::protobuf::FieldMask& mask,
                                              const std::optional<OrganizationPairRecord>& current) {
  if (!current.has_value()) return ResourceNotFound(kOrganizationPairType, change.name());
  OrganizationPair pair = current->organization_pair();
  RETURN_IF_ERROR(ApplyUpdate(change, mask, pair));
  pair.set_etag(change.etag());
  return ParseOrganizationPair(std::move(pair));
}

absl::StatusOr<OrganizationPairRecord> Revise(const OrganizationPairDraft& draft, const OrganizationPairFacts& facts,
                                              const Stamp& stamp) {
  const std::string& name = draft.pair.name();
  if (!facts.current.has_value()) return ResourceNotFound(kOrganizationPairType, name);
  const OrganizationPair& before = facts.current->organization_pair();
  RETURN_IF_ERROR(CheckEtag(name, draft.pair.etag(), before.etag()));
  OrganizationPairRecord record = *facts.current;
  *record.mutable_organization_pair() = draft.pair;
  record.mutable_organization_pair()->set_etag(before.etag());
  if (record.SerializeAsString() == facts.current->SerializeAsString()) return record;
  if (!IsOfTheSameTwo(before, draft.pair)) RETURN_IF_ERROR(RequireBoth(draft.pair, OfNewlyNamed(facts, before)));
  record.set_updater(stamp.actor);
  StampUpdated(stamp, *record.mutable_organization_pair());
  return record;
}

absl::Status CheckRemoval(const ResourceRef& ref, const std::optional<OrganizationPairRecord>& current) {
  if (!current.has_value()) return ResourceNotFound(kOrganizationPairType, ref.name);
  return CheckEtag(ref.name, ref.etag, current->organization_pair().etag());
}

}  // namespace jiedui::registry
