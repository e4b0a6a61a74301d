// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/organization_merge_handlers.h"

#include <optional>
#include <utility>
#include <vector>

#include "jiedui/registry/v1/organization_service.pb.h"
#include "registry_service/domain/organization_merge.h"
#include "registry_service/domain/resource_types.h"
#include "registry_service/store/facts.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using store::Transaction;
using v1::Organization;

absl::Status MergedTooOften(absl::string_view name) {
  return LimitExceeded(name, absl::StrCat("leads through more than ", kOrganizationMergesFollowedMax, " merges"));
}

// What an organisation was merged into, what that was merged into, and so on.
absl::StatusOr<std::vector<std::string>> SuccessorsOf(const ServiceParts& parts, const Organization& organization,
                                                      const Transaction& txn) {
  std::vector<std::string> successors;
  for (std::string next = organization.merged_into(); !next.empty();) {
    if (successors.size() == static_cast<size_t>(kOrganizationMergesFollowedMax))
      return MergedTooOften(organization.name());
    successors.push_back(next);
    ASSIGN_OR_RETURN(const std::optional<OrganizationRecord> record, parts.tables.organizations.Find(txn, IdOf(next)));
    next = record.has_value() ? record->organization().merged_into() : "";
  }
  return successors;
}

absl::StatusOr<Organization> MergeOrganizations(const ServiceParts& parts, const v1::MergeOrganizationsRequest& request,
                                                Transaction& txn) {
  OrganizationMergeFacts facts;
  ASSIGN_OR_RETURN(facts.survivor, parts.tables.organizations.Find(txn, IdOf(request.name())));
  ASSIGN_OR_RETURN(facts.predecessor, parts.tables.organizations.Find(txn, IdOf(request.predecessor())));
  if (facts.survivor.has_value()) {
    ASSIGN_OR_RETURN(facts.successors, SuccessorsOf(parts, facts.survivor->organization(), txn));
  }
  ASSIGN_OR_RETURN(MergedOrganizations merged, Merge(request, facts, StampOf(txn)));
  RETURN_IF_ERROR(PutOrganization(txn, parts.tables, {.current = facts.predecessor}, merged.predecessor));
  RETURN_IF_ERROR(PutOrganization(txn, parts.tables, {.current = facts.survivor}, merged.survivor));
  return std::move(*merged.survivor.mutable_organization());
}

absl::StatusOr<Organization> UnmergeOrganizations(const ServiceParts& parts, const ResourceRef& ref, Transaction& txn) {
  ASSIGN_OR_RETURN(const std::optional<OrganizationRecord> current,
                   parts.tables.organizations.Find(txn, IdOf(ref.name)));
  ASSIGN_OR_RETURN(OrganizationRecord record, Unmerge(ref, current, StampOf(txn)));
  RETURN_IF_ERROR(PutOrganization(txn, parts.tables, {.current = current}, record));
  return std::move(*record.mutable_organization());
}

}  // namespace

void AddOrganizationMergeHandlers(const ServiceParts& parts, rpc::Service& service) {
  service.Write<v1::MergeOrganizationsRequest, Organization>(
      "MergeOrganizations", ParseAsIs<v1::MergeOrganizationsRequest>,
      [parts](const v1::MergeOrganizationsRequest& request, Transaction& txn) {
        return MergeOrganizations(parts, request, txn);
      });
  service.Write<v1::UnmergeOrganizationsRequest, Organization>(
      "UnmergeOrganizations", ParseRef<v1::UnmergeOrganizationsRequest>,
      [parts](const ResourceRef& ref, Transaction& txn) { return UnmergeOrganizations(parts, ref, txn); });
}

absl::StatusOr<Organization> FindOrganizationOn(const ServiceParts& parts, const std::string& name,
                                                absl::string_view date, const rpc::ReadContext& context) {
  std::string current = name;
  for (int links = 0;; ++links) {
    ASSIGN_OR_RETURN(OrganizationRecord record,
                     GetRecord(parts.tables.organizations, kOrganizationType, current, context));
    std::string successor = SuccessorOn(record.organization(), date);
    if (successor.empty() || links == kOrganizationMergesFollowedMax) return std::move(*record.mutable_organization());
    current = std::move(successor);
  }
}

}  // namespace jiedui::registry
