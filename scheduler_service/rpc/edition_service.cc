// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/edition_service.h"

#include <string>
#include <utility>

#include "jiedui/scheduler/v1/edition_service.pb.h"
#include "scheduler_service/domain/correction.h"
#include "scheduler_service/rpc/compare_editions.h"
#include "scheduler_service/rpc/freeze_edition.h"
#include "scheduler_service/rpc/item_verbs.h"
#include "scheduler_service/rpc/list_edition_rows.h"
#include "scheduler_service/rpc/list_members.h"
#include "scheduler_service/store/corrections.h"
#include "scheduler_service/store/editions.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::Correction;
using v1::Edition;

absl::StatusOr<Correction> ParseCorrection(const ServiceParts& parts, v1::RequestCorrectionRequest request) {
  RETURN_IF_ERROR(CheckCorrection(request.parent(), request.correction()));
  request.mutable_correction()->set_name(
      NewName(request.parent() + "/corrections/", request.correction_id(), "k", parts.clock));
  return std::move(*request.mutable_correction());
}

absl::StatusOr<Correction> Approve(const ServiceParts& parts, const v1::ApproveCorrectionRequest& request,
                                   Transaction& txn) {
  return MakeCorrection(parts.tables, txn, request.name(), {request.approver(), request.reason()});
}

absl::StatusOr<Correction> Reject(const ServiceParts& parts, const v1::RejectCorrectionRequest& request,
                                  Transaction& txn) {
  return RefuseCorrection(parts.tables, txn, request.name(), {request.approver(), request.reason()});
}

void AddCorrections(const ServiceParts& parts, rpc::Service& service) {
  service.Write<v1::RequestCorrectionRequest, Correction>(
      "RequestCorrection",
      [parts](v1::RequestCorrectionRequest request, const CallInfo&) {
        return ParseCorrection(parts, std::move(request));
      },
      [parts](const Correction& draft, Transaction& txn) { return AskCorrection(parts.tables, txn, draft); });
  AddVerb<v1::ApproveCorrectionRequest, Correction>(parts, "ApproveCorrection", Approve, service);
  AddVerb<v1::RejectCorrectionRequest, Correction>(parts, "RejectCorrection", Reject, service);
  service.Read<v1::GetCorrectionRequest, Correction>(
      "GetCorrection", rpc::ReadCost::kPoint,
      [parts](const v1::GetCorrectionRequest& request, const ReadContext& context) {
        return FindCorrection(parts.tables, context.snapshot, request.name());
      });
  AddList<v1::ListCorrectionsRequest, v1::ListCorrectionsResponse, Correction>(parts, "ListCorrections",
                                                                               kCorrectionPrefix, service);
}

}  // namespace

rpc::Service NewEditionService(const ServiceParts& parts, store::Store& store) {
  rpc::Service service("jiedui.scheduler.v1.EditionService");
  // On a thread of the readers, which may wait: it counts a report between two commits of its own.
  service.Read<v1::FreezeEditionRequest, Edition>(
      "FreezeEdition", rpc::ReadCost::kScan,
      [parts, &store](const v1::FreezeEditionRequest& request, const ReadContext& context) {
        return FreezeEdition(parts, store, request, context.call);
      });
  service.Read<v1::GetEditionRequest, Edition>(
      "GetEdition", rpc::ReadCost::kScan, [parts](const v1::GetEditionRequest& request, const ReadContext& context) {
        return WholeEdition(parts.tables, context.snapshot, request.name());
      });
  AddList<v1::ListEditionsRequest, v1::ListEditionsResponse, Edition>(parts, "ListEditions", kEditionPrefix, service);
  service.Read<v1::ListEditionRowsRequest, v1::ListEditionRowsResponse>(
      "ListEditionRows", rpc::ReadCost::kScan,
      [parts](const v1::ListEditionRowsRequest& request, const ReadContext& context) {
        return ListEditionRows(parts, request, context);
      });
  service.Read<v1::CompareEditionsRequest, v1::CompareEditionsResponse>(
      "CompareEditions", rpc::ReadCost::kScan,
      [parts](const v1::CompareEditionsRequest& request, const ReadContext& context) {
        return CompareEditions(parts, request, context);
      });
  AddCorrections(parts, service);
  service.RecoverWith(parts.recovery);
  return service;
}

}  // namespace jiedui::scheduler
