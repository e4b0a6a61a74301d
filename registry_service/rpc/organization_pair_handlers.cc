// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/organization_pair_handlers.h"

#include <utility>

#include "common/rpc/list_page.h"
#include "jiedui/registry/v1/organization_service.pb.h"
#include "registry_service/store/facts.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::OrganizationPair;

const char kType[] = "jiedui.registry.v1.OrganizationPair";

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
  service.Read<v1::GetOrganizationPairRequest, OrganizationPair>(
      "GetOrganizationPair", rpc::ReadCost::kPoint,
      [parts](const v1::GetOrganizationPairRequest& request, const ReadContext& context) {
        return GetResource(parts.tables.organization_pairs, kType, request.name(), context);
      });
  service.Read<v1::ListOrganizationPairsRequest, v1::ListOrganizationPairsResponse>("ListOrganizationPairs",
                                                                                    rpc::ReadCost::kScan, List);
}

}  // namespace jiedui::registry
