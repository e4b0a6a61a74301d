// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/organization_merge.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "registry_service/domain/organization.h"
#include "registry_service/domain/resource_types.h"
#include "registry_service/domain/rules.h"

namespace jiedui::registry {
namespace {

using v1::MergeOrganizationsRequest;
using v1::Organization;

absl::Status CheckRules(const MergeOrganizationsRequest& request, const OrganizationMergeFacts& facts) {
  const Organization& survivor = facts.survivor->organization();
  const Organization& predecessor = facts.predecessor->organization();
  Rules rules;
  rules.Require(!survivor.has_delete_time(), "NOT_DELETED", request.name(), "is deleted");
  rules.Require(!predecessor.has_delete_time(), "NOT_DELETED", request.predecessor(), "is deleted");
  rules.Require(predecessor.merged_into().empty(), "NOT_MERGED", request.predecessor(),
                absl::StrCat("was merged into ", predecessor.merged_into(), " on ", predecessor.merge_date(),
                             " already; if that is wrong, undo it with UnmergeOrganizations"));
  const auto& successors = facts.successors;
  rules.Require(std::find(successors.begin(), successors.end(), request.predecessor()) == successors.end(), "NO_CYCLE",
                request.name(), absl::StrCat("was merged into ", request.predecessor()));
  return rules.ToStatus("MERGE_REFUSED");
}

// The survivor with the names that the predecessor had; as it is, where it knows them all.
absl::StatusOr<OrganizationRecord> Renamed(const OrganizationRecord& survivor, const Organization& predecessor,
                                           const Stamp& stamp) {
  OrganizationRecord record = survivor;
  Organization& organization = *record.mutable_organization();
  AddAlias(predecessor.display_name(), organization);
  for (const std::string& alias : predecessor.aliases()) AddAlias(alias, organization);
  if (organization.aliases_size() == survivor.organization().aliases_size()) return record;
  RETURN_IF_ERROR(CheckAliasesFit(organization));
  record.set_updater(stamp.actor);
  StampUpdated(stamp, organization);
  return record;
}

OrganizationRecord Ended(const OrganizationRecord& predecessor, const MergeOrganizationsRequest& request,
                         const Stamp& stamp) {
  OrganizationRecord record = predecessor;
  record.mutable_organization()->set_merged_into(request.name());
  record.mutable_organization()->set_merge_date(request.merge_date());
  record.set_merge_reason(request.reason());
  record.set_updater(stamp.actor);
  StampUpdated(stamp, *record.mutable_organization());
  return record;
}

}  // namespace

absl::StatusOr<MergedOrganizations> Merge(const MergeOrganizationsRequest& request, const OrganizationMergeFacts& facts,
                                          const Stamp& stamp) {
  if (request.name() == request.predecessor())
    return InvalidField("predecessor", "must be another organisation than name");
  if (!facts.survivor.has_value()) return ResourceNotFound(kOrganizationType, request.name());
  if (!facts.predecessor.has_value()) return ResourceNotFound(kOrganizationType, request.predecessor());
  const Organization& predecessor = facts.predecessor->organization();
  RETURN_IF_ERROR(CheckEtag(request.name(), request.etag(), facts.survivor->organization().etag()));
  RETURN_IF_ERROR(CheckEtag(request.predecessor(), request.predecessor_etag(), predecessor.etag()));
  RETURN_IF_ERROR(CheckRules(request, facts));
  MergedOrganizations merged;
  ASSIGN_OR_RETURN(merged.survivor, Renamed(*facts.survivor, predecessor, stamp));
  merged.predecessor = Ended(*facts.predecessor, request, stamp);
  return merged;
}

absl::StatusOr<OrganizationRecord> Unmerge(const ResourceRef& ref, const std::optional<OrganizationRecord>& current,
                                           const Stamp& stamp) {
  if (!current.has_value()) return ResourceNotFound(kOrganizationType, ref.name);
  OrganizationRecord record = *current;
  if (record.organization().merged_into().empty()) return record;
  RETURN_IF_ERROR(CheckEtag(ref.name, ref.etag, record.organization().etag()));
  record.mutable_organization()->clear_merged_into();
  record.mutable_organization()->clear_merge_date();
  record.clear_merge_reason();
  record.set_updater(stamp.actor);
  StampUpdated(stamp, *record.mutable_organization());
  return record;
}

std::string SuccessorOn(const Organization& organization, absl::string_view date) {
  return organization.merge_date() <= date ? organization.merged_into() : std::string();
}

}  // namespace jiedui::registry
