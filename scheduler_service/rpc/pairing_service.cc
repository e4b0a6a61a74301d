// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/pairing_service.h"

#include <string>
#include <utility>

#include "common/rpc/list_page.h"
#include "jiedui/scheduler/v1/pairing_service.pb.h"
#include "scheduler_service/domain/pairing.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/frozen_rows.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::Pairing;
using PairingPatch = ResourcePatch<Pairing>;

absl::StatusOr<Pairing> ParseCreate(const ServiceParts& parts, v1::CreatePairingRequest request) {
  RETURN_IF_ERROR(CheckPairing(request.pairing()));
  request.mutable_pairing()->set_name(NewName("pairings/", request.pairing_id(), "p", parts.clock));
  return std::move(*request.mutable_pairing());
}

absl::StatusOr<PairingPatch> ParseUpdate(v1::UpdatePairingRequest request, const CallInfo& /*call*/) {
  return ParsePatch("pairing", std::move(*request.mutable_pairing()), std::move(*request.mutable_update_mask()));
}

absl::StatusOr<Pairing> Create(const ServiceParts& parts, const Pairing& draft, Transaction& txn) {
  RETURN_IF_ERROR(CheckFree(parts.tables.pairings, txn, PairingKey(draft.name()), kPairingType, draft.name()));
  Pairing pairing = NewPairing(draft, StampOf(txn));
  RETURN_IF_ERROR(Put(parts.tables, txn, pairing));
  return pairing;
}

absl::StatusOr<Pairing> Update(const ServiceParts& parts, const PairingPatch& patch, Transaction& txn) {
  ASSIGN_OR_RETURN(PairingFacts facts, LoadPairing(parts.tables, txn, patch.values.name()));
  ASSIGN_OR_RETURN(facts.frozen, LoadFrozen(parts.tables, txn, patch.values.name()));
  ASSIGN_OR_RETURN(Pairing wanted, Patched("pairing", facts.pairing, patch));
  ASSIGN_OR_RETURN(Pairing pairing, ChangedPairing(facts, std::move(wanted), StampOf(txn)));
  RETURN_IF_ERROR(Put(parts.tables, txn, pairing));
  return pairing;
}

absl::StatusOr<rpc::Encoded> List(const v1::ListPairingsRequest& request, const ReadContext& context) {
  const std::string prefix(kPairingPrefix);
  return rpc::ListPage(context, request, {.range = store::PrefixRange(prefix), .row_prefix = prefix},
                       Pairing::default_instance());
}

}  // namespace

rpc::Service NewPairingService(const ServiceParts& parts) {
  rpc::Service service("jiedui.scheduler.v1.PairingService");
  service.Write<v1::CreatePairingRequest, Pairing>(
      "CreatePairing",
      [parts](v1::CreatePairingRequest request, const CallInfo&) { return ParseCreate(parts, std::move(request)); },
      [parts](const Pairing& draft, Transaction& txn) { return Create(parts, draft, txn); });
  service.Write<v1::UpdatePairingRequest, Pairing>(
      "UpdatePairing", ParseUpdate,
      [parts](const PairingPatch& patch, Transaction& txn) { return Update(parts, patch, txn); });
  service.Read<v1::GetPairingRequest, Pairing>(
      "GetPairing", rpc::ReadCost::kPoint, [parts](const v1::GetPairingRequest& request, const ReadContext& context) {
        return GetResource(parts.tables.pairings, PairingKey(request.name()), kPairingType, request.name(), context);
      });
  service.Read<v1::ListPairingsRequest, v1::ListPairingsResponse>("ListPairings", rpc::ReadCost::kScan, List);
  service.RecoverWith(parts.recovery);
  return service;
}

}  // namespace jiedui::scheduler
