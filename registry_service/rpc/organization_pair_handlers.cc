// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/organization_pair_handlers.h"

#include <optional>
#include <utility>

#include "common/rpc/list_page.h"
#include "common/rpc/validate.h"
#include "jiedui/registry/v1/organization_service.pb.h"
#include "registry_service/domain/resource_types.h"
#include "registry_service/store/facts.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::OrganizationPair;

absl::StatusOr<OrganizationPairDraft> ParseCreate(const ServiceParts& parts,
                                                  v1::CreateOrganizationPairRequest request) {
  OrganizationPair& pair = *request.mutable_organization_pair();
  pair.set_name(NewName(kOrganizationPairNames, request.organization_pair_id(), "q", parts.clock));
  return ParseOrganizationPair(std::move(pair));
}

absl::StatusOr<OrganizationPair> Create(const ServiceParts& parts, const OrganizationPairDraft& draft,
                                        Transaction& txn) {
  ASSIGN_OR_RETURN(const OrganizationPairFacts facts, LoadFacts(txn, parts.tables, draft));
  ASSIGN_OR_RETURN(const OrganizationPairRecord record, Register(draft, facts, StampOf(txn)));
  RETURN_IF_ERROR(parts.tables.organization_pairs.Put(txn, record));
  return record.organization_pair();
}

// New values for a pair, and which of them count.
struct PairChange {
  OrganizationPair pair;
  google::protobuf::FieldMask mask;
};

absl::StatusOr<PairChange> ParseUpdate(v1::UpdateOrganizationPairRequest request) {
  if (request.organization_pair().name().empty())
    return InvalidField("organization_pair.name", "is required: say which pair to change");
  return PairChange{.pair = std::move(*request.mutable_organization_pair()),
                    .mask = std::move(*request.mutable_update_mask())};
}

absl::StatusOr<OrganizationPair> Update(const ServiceParts& parts, const PairChange& change, Transaction& txn) {
  ASSIGN_OR_RETURN(const std::optional<OrganizationPairRecord> current,
                   parts.tables.organization_pairs.Find(txn, IdOf(change.pair.name())));
  ASSIGN_OR_RETURN(const OrganizationPairDraft draft, Patched(change.pair, change.mask, current));
  RETURN_IF_ERROR(WithFieldPrefix("organization_pair", rpc::Validate(draft.pair)));
  ASSIGN_OR_RETURN(const OrganizationPairFacts facts, LoadFacts(txn, parts.tables, draft));
  ASSIGN_OR_RETURN(OrganizationPairRecord record, Revise(draft, facts, StampOf(txn)));
  RETURN_IF_ERROR(parts.tables.organization_pairs.Put(txn, record));
  return std::move(*record.mutable_organization_pair());
}

absl::StatusOr<OrganizationPair> Delete(const ServiceParts& parts, const ResourceRef& ref, Transaction& txn) {
  ASSIGN_OR_RETURN(std::optional<OrganizationPairRecord> current,
                   parts.tables.organization_pairs.Find(txn, IdOf(ref.name)));
  RETURN_IF_ERROR(CheckRemoval(ref, current));
  RETURN_IF_ERROR(parts.tables.organization_pairs.Delete(txn, IdOf(ref.name)));
  return std::move(*current->mutable_organization_pair());
}

absl::StatusOr<rpc::Encoded> List(const v1::ListOrganizationPairsRequest& request, const ReadContext& context) {
  return rpc::ListPage(context, request,
                       {.range = store::PrefixRange(kOrganizationPairRows), .row_prefix = kOrganizationPairRows},
                       OrganizationPair::default_instance());
}

}  // namespace

void AddOrganizationPairHandlers(const ServiceParts& parts, rpc::Service& service) {
  service.Write<v1::CreateOrganizationPairRequest, OrganizationPair>(
      "CreateOrganizationPair",
      [parts](v1::CreateOrganizationPairRequest request, const CallInfo&) {
        return ParseCreate(parts, std::move(request));
      },
      [parts](const OrganizationPairDraft& draft, Transaction& txn) { return Create(parts, draft, txn); });
  service.Write<v1::UpdateOrganizationPairRequest, OrganizationPair>(
      "UpdateOrganizationPair",
      [](v1::UpdateOrganizationPairRequest request, const CallInfo&) { return ParseUpdate(std::move(request)); },
      [parts](const PairChange& change, Transaction& txn) { return Update(parts, change, txn); });
  service.Write<v1::DeleteOrganizationPairRequest, OrganizationPair>(
      "DeleteOrganizationPair", ParseRef<v1::DeleteOrganizationPairRequest>,
      [parts](const ResourceRef& ref, Transaction& txn) { return Delete(parts, ref, txn); });
  service.Read<v1::GetOrganizationPairRequest, OrganizationPair>(
      "GetOrganizationPair", rpc::ReadCost::kPoint,
      [parts](const v1::GetOrganizationPairRequest& request, const ReadContext& context) {
        return GetResource(parts.tables.organization_pairs, kOrganizationPairType, request.name(), context);
      });
  service.Read<v1::ListOrganizationPairsRequest, v1::ListOrganizationPairsResponse>("ListOrganizationPairs",
                                                                                    rpc::ReadCost::kScan, List);
}

}  // namespace jiedui::registry
