// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/agreement_service.h"

#include <optional>
#include <string>
#include <utility>

#include "jiedui/scheduler/v1/agreement_service.pb.h"
#include "scheduler_service/domain/agreement.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/rpc/known_figure.h"
#include "scheduler_service/rpc/list_members.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::Agreement;

absl::StatusOr<Agreement> ParseCreate(const ServiceParts& parts, v1::CreateAgreementRequest request) {
  RETURN_IF_ERROR(CheckAgreement(request.parent(), request.agreement(), IsCountedFigure));
  request.mutable_agreement()->set_name(
      NewName(request.parent() + "/agreements/", request.agreement_id(), "g", parts.clock));
  return std::move(*request.mutable_agreement());
}

absl::StatusOr<std::optional<Agreement>> Find(const ServiceParts& parts, const std::string& name,
                                              const Transaction& txn) {
  if (name.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(auto record, parts.tables.agreements.Find(txn, MemberKey(name)));
  if (!record.has_value()) return std::nullopt;
  return std::move(*record->mutable_agreement());
}

absl::StatusOr<Agreement> Create(const ServiceParts& parts, const Agreement& draft, Transaction& txn) {
  RETURN_IF_ERROR(LoadPairing(parts.tables, txn, ParentName(draft.name())).status());
  RETURN_IF_ERROR(CheckFree(parts.tables.agreements, txn, MemberKey(draft.name()), kAgreementType, draft.name()));
  ASSIGN_OR_RETURN(const std::optional<Agreement> supplemented, Find(parts, draft.supplements(), txn));
  storage::v1::AgreementRecord record;
  ASSIGN_OR_RETURN(*record.mutable_agreement(), NewAgreement(draft, supplemented, StampOf(txn)));
  RETURN_IF_ERROR(parts.tables.agreements.Put(txn, record));
  return std::move(*record.mutable_agreement());
}

}  // namespace

rpc::Service NewAgreementService(const ServiceParts& parts) {
  rpc::Service service("jiedui.scheduler.v1.AgreementService");
  service.Write<v1::CreateAgreementRequest, Agreement>(
      "CreateAgreement",
      [parts](v1::CreateAgreementRequest request, const CallInfo&) { return ParseCreate(parts, std::move(request)); },
      [parts](const Agreement& draft, Transaction& txn) { return Create(parts, draft, txn); });
  service.Read<v1::GetAgreementRequest, Agreement>(
      "GetAgreement", rpc::ReadCost::kPoint,
      [parts](const v1::GetAgreementRequest& request, const ReadContext& context) {
        return GetResource(parts.tables.agreements, MemberKey(request.name()), kAgreementType, request.name(), context);
      });
  AddList<v1::ListAgreementsRequest, v1::ListAgreementsResponse, Agreement>(parts, "ListAgreements", kAgreementPrefix,
                                                                            service);
  return service;
}

}  // namespace jiedui::scheduler
