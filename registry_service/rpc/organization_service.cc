// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/organization_service.h"

#include <string>
#include <utility>

#include "common/rpc/list_page.h"
#include "common/rpc/validate.h"
#include "jiedui/registry/v1/organization_service.pb.h"
#include "registry_service/domain/resource_types.h"
#include "registry_service/rpc/name_list.h"
#include "registry_service/rpc/organization_merge_handlers.h"
#include "registry_service/rpc/organization_pair_handlers.h"
#include "registry_service/rpc/organization_search.h"
#include "registry_service/store/facts.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using google::protobuf::FieldMask;
using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::Organization;

// An update: new values, and which of them count.
struct OrganizationChange {
  OrganizationDraft draft;
  FieldMask mask;
};

// A row of an import.
struct OrganizationRow {
  OrganizationDraft draft;
  bool is_named = false;  // whether the row said which organisation it is
};

absl::StatusOr<OrganizationDraft> ParseCreate(const ServiceParts& parts, v1::CreateOrganizationRequest request) {
  request.mutable_organization()->set_name(NewName(kOrganizationNames, request.organization_id(), "o", parts.clock));
  return ParseOrganization(std::move(*request.mutable_organization()));
}

absl::StatusOr<OrganizationChange> ParseUpdate(v1::UpdateOrganizationRequest request) {
  if (request.organization().name().empty())
    return InvalidField("organization.name", "is required: say which organisation to change");
  OrganizationChange change;
  ASSIGN_OR_RETURN(change.draft, ParseOrganization(std::move(*request.mutable_organization())));
  change.mask = std::move(*request.mutable_update_mask());
  return change;
}

absl::StatusOr<OrganizationRow> ParseRow(const ServiceParts& parts, v1::ImportOrganizationsRequest request) {
  OrganizationRow row{.is_named = !request.organization().name().empty()};
  if (!row.is_named) request.mutable_organization()->set_name(NewName(kOrganizationNames, "", "o", parts.clock));
  ASSIGN_OR_RETURN(row.draft, ParseOrganization(std::move(*request.mutable_organization())));
  return row;
}

// What an update made of an organisation must still be what an organisation must be.
absl::StatusOr<OrganizationRecord> Sound(absl::StatusOr<OrganizationRecord> record) {
  if (record.ok()) RETURN_IF_ERROR(WithFieldPrefix("organization", rpc::Validate(record->organization())));
  return record;
}

absl::StatusOr<Organization> Keep(const ServiceParts& parts, const OrganizationFacts& facts, OrganizationRecord record,
                                  Transaction& txn) {
  RETURN_IF_ERROR(PutOrganization(txn, parts.tables, facts, record));
  return std::move(*record.mutable_organization());
}

absl::StatusOr<Organization> Create(const ServiceParts& parts, const OrganizationDraft& draft, Transaction& txn) {
  ASSIGN_OR_RETURN(const OrganizationFacts facts, LoadFacts(txn, parts.tables, draft));
  ASSIGN_OR_RETURN(OrganizationRecord record, Register(draft, facts, StampOf(txn)));
  return Keep(parts, facts, std::move(record), txn);
}

absl::StatusOr<Organization> Update(const ServiceParts& parts, const OrganizationChange& change, Transaction& txn) {
  ASSIGN_OR_RETURN(const OrganizationFacts facts, LoadFacts(txn, parts.tables, change.draft));
  ASSIGN_OR_RETURN(OrganizationRecord record, Sound(Revise(change.draft, change.mask, facts, StampOf(txn))));
  return Keep(parts, facts, std::move(record), txn);
}

absl::StatusOr<Organization> Delete(const ServiceParts& parts, const ResourceRef& ref, Transaction& txn) {
  ASSIGN_OR_RETURN(const OrganizationFacts facts, LoadOrganizationFacts(txn, parts.tables, ref));
  ASSIGN_OR_RETURN(OrganizationRecord record, Remove(ref, facts, StampOf(txn)));
  return Keep(parts, facts, std::move(record), txn);
}

absl::StatusOr<Organization> Undelete(const ServiceParts& parts, const ResourceRef& ref, Transaction& txn) {
  ASSIGN_OR_RETURN(const OrganizationFacts facts, LoadOrganizationFacts(txn, parts.tables, ref));
  ASSIGN_OR_RETURN(OrganizationRecord record, Restore(ref, facts, StampOf(txn)));
  return Keep(parts, facts, std::move(record), txn);
}

// A row without a name is the organisation that holds its credit code, or a new one.
absl::StatusOr<OrganizationDraft> Identified(const ServiceParts& parts, const OrganizationRow& row,
                                             const Transaction& txn) {
  OrganizationDraft draft = row.draft;
  if (row.is_named) return draft;
  ASSIGN_OR_RETURN(const std::string holder,
                   parts.tables.credit_code_claims.Holder(txn, draft.organization.credit_code()));
  if (!holder.empty()) draft.organization.set_name(holder);
  return draft;
}

// The record that a row makes of the facts: of an organisation that is there, former names stay.
absl::StatusOr<OrganizationRecord> RecordOf(const OrganizationDraft& draft, const OrganizationFacts& facts,
                                            const Stamp& stamp) {
  if (!facts.current.has_value()) return Register(draft, facts, stamp);
  ASSIGN_OR_RETURN(const OrganizationDraft united, WithAliasesOf(facts.current->organization(), draft));
  return Revise(united, WholeResource(), facts, stamp);
}

absl::StatusOr<rpc::RowResult> Import(const ServiceParts& parts, const OrganizationRow& row, Transaction& txn) {
  ASSIGN_OR_RETURN(const OrganizationDraft draft, Identified(parts, row, txn));
  ASSIGN_OR_RETURN(const OrganizationFacts facts, LoadFacts(txn, parts.tables, draft));
  std::optional<std::string> etag_before;
  if (facts.current.has_value()) etag_before = facts.current->organization().etag();
  ASSIGN_OR_RETURN(const OrganizationRecord record, RecordOf(draft, facts, StampOf(txn)));
  RETURN_IF_ERROR(PutOrganization(txn, parts.tables, facts, record));
  return rpc::RowResult{.effect = EffectOf(etag_before, record.organization().etag()),
                        .name = record.organization().name()};
}

absl::StatusOr<v1::BatchGetOrganizationsResponse> BatchGet(const ServiceParts& parts,
                                                           const v1::BatchGetOrganizationsRequest& request,
                                                           const ReadContext& context) {
  v1::BatchGetOrganizationsResponse response;
  for (const std::string& name : request.names()) {
    ASSIGN_OR_RETURN(OrganizationRecord record,
                     GetRecord(parts.tables.organizations, kOrganizationType, name, context));
    *response.add_organizations() = std::move(*record.mutable_organization());
  }
  return response;
}

absl::StatusOr<rpc::Encoded> List(const v1::ListOrganizationsRequest& request, const ReadContext& context) {
  const WantedOrder order = WantedOrderOf(request);
  RETURN_IF_ERROR(CheckOrder(order));
  rpc::ListSource source = {.range = store::PrefixRange(kOrganizationRows),
                            .row_prefix = kOrganizationRows,
                            .hidden_by_field = Organization::kDeleteTimeFieldNumber};
  if (order.by_display_name()) {
    source.index_prefix = order.by_stroke() ? kOrganizationsByStrokeIndex : kOrganizationsByPinyinIndex;
    source.range = store::PrefixRange(source.index_prefix);
  }
  return rpc::ListPage(context, request, source, Organization::default_instance());
}

void AddWrites(const ServiceParts& parts, rpc::Service& service) {
  service.Write<v1::CreateOrganizationRequest, Organization>(
      "CreateOrganization",
      [parts](v1::CreateOrganizationRequest request, const CallInfo&) {
        return ParseCreate(parts, std::move(request));
      },
      [parts](const OrganizationDraft& draft, Transaction& txn) { return Create(parts, draft, txn); });
  service.Write<v1::UpdateOrganizationRequest, Organization>(
      "UpdateOrganization",
      [](v1::UpdateOrganizationRequest request, const CallInfo&) { return ParseUpdate(std::move(request)); },
      [parts](const OrganizationChange& change, Transaction& txn) { return Update(parts, change, txn); });
  service.Write<v1::DeleteOrganizationRequest, Organization>(
      "DeleteOrganization", ParseRef<v1::DeleteOrganizationRequest>,
      [parts](const ResourceRef& ref, Transaction& txn) { return Delete(parts, ref, txn); });
  service.Write<v1::UndeleteOrganizationRequest, Organization>(
      "UndeleteOrganization", ParseRef<v1::UndeleteOrganizationRequest>,
      [parts](const ResourceRef& ref, Transaction& txn) { return Undelete(parts, ref, txn); });
  service.Bulk<v1::ImportOrganizationsRequest, v1::ImportOrganizationsResponse>(
      "ImportOrganizations",
      [parts](v1::ImportOrganizationsRequest request, const CallInfo&) { return ParseRow(parts, std::move(request)); },
      [parts](const OrganizationRow& row, Transaction& txn) { return Import(parts, row, txn); });
}

void AddReads(const ServiceParts& parts, rpc::Service& service) {
  service.Read<v1::GetOrganizationRequest, Organization>(
      "GetOrganization", rpc::ReadCost::kPoint,
      [parts](const v1::GetOrganizationRequest& request, const ReadContext& context) {
        return GetResource(parts.tables.organizations, kOrganizationType, request.name(), context);
      });
  service.Read<v1::ListOrganizationsRequest, v1::ListOrganizationsResponse>("ListOrganizations", rpc::ReadCost::kScan,
                                                                            List);
  service.Read<v1::BatchGetOrganizationsRequest, v1::BatchGetOrganizationsResponse>(
      "BatchGetOrganizations", rpc::ReadCost::kScan,
      [parts](const v1::BatchGetOrganizationsRequest& request, const ReadContext& context) {
        return BatchGet(parts, request, context);
      });
  service.Read<v1::SearchOrganizationsRequest, v1::SearchOrganizationsResponse>(
      "SearchOrganizations", rpc::ReadCost::kScan,
      [parts](const v1::SearchOrganizationsRequest& request, const ReadContext& context) {
        return SearchOrganizations(parts, request, context);
      });
}

}  // namespace

rpc::Service NewOrganizationService(const ServiceParts& parts) {
  rpc::Service service("jiedui.registry.v1.OrganizationService");
  AddWrites(parts, service);
  AddReads(parts, service);
  AddOrganizationMergeHandlers(parts, service);
  AddOrganizationPairHandlers(parts, service);
  return service;
}

}  // namespace jiedui::registry
