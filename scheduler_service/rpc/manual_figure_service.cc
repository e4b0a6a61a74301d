// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/manual_figure_service.h"

#include <optional>
#include <utility>

#include "jiedui/scheduler/v1/manual_figure_service.pb.h"
#include "scheduler_service/domain/manual_figure.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/rpc/known_figure.h"
#include "scheduler_service/rpc/list_members.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/frozen_rows.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::ManualFigure;
using ManualFigurePatch = ResourcePatch<ManualFigure>;

absl::StatusOr<ManualFigure> ParseCreate(v1::CreateManualFigureRequest request, const CallInfo& /*call*/) {
  RETURN_IF_ERROR(CheckManualFigure(request.manual_figure(), IsCountedFigure));
  ManualFigure& figure = *request.mutable_manual_figure();
  figure.set_name(absl::StrCat(request.parent(), "/manualFigures/", ManualFigureId(figure)));
  return std::move(figure);
}

absl::StatusOr<ManualFigurePatch> ParseUpdate(v1::UpdateManualFigureRequest request, const CallInfo& /*call*/) {
  return ParsePatch("manual_figure", std::move(*request.mutable_manual_figure()),
                    std::move(*request.mutable_update_mask()));
}

absl::StatusOr<ManualFigure> PutFigure(const ServiceParts& parts, absl::StatusOr<ManualFigure> figure,
                                       Transaction& txn) {
  RETURN_IF_ERROR(figure.status());
  storage::v1::ManualFigureRecord record;
  *record.mutable_manual_figure() = *figure;
  RETURN_IF_ERROR(parts.tables.manual_figures.Put(txn, record));
  return figure;
}

absl::StatusOr<ManualFigure> Create(const ServiceParts& parts, const ManualFigure& draft, Transaction& txn) {
  RETURN_IF_ERROR(LoadPairing(parts.tables, txn, ParentName(draft.name())).status());
  RETURN_IF_ERROR(
      CheckFree(parts.tables.manual_figures, txn, MemberKey(draft.name()), kManualFigureType, draft.name()));
  ASSIGN_OR_RETURN(const auto frozen, LoadFrozen(parts.tables, txn, ParentName(draft.name())));
  return PutFigure(parts, NewManualFigure(frozen, draft, StampOf(txn)), txn);
}

absl::StatusOr<ManualFigure> Update(const ServiceParts& parts, const ManualFigurePatch& patch, Transaction& txn) {
  const std::string& name = patch.values.name();
  ASSIGN_OR_RETURN(const auto record, parts.tables.manual_figures.Find(txn, MemberKey(name)));
  if (!record.has_value()) return ResourceNotFound(kManualFigureType, name);
  const ManualFigure& before = record->manual_figure();
  ASSIGN_OR_RETURN(ManualFigure wanted, Patched("manual_figure", before, patch));
  RETURN_IF_ERROR(CheckManualFigure(wanted, IsCountedFigure));
  ASSIGN_OR_RETURN(const auto frozen, LoadFrozen(parts.tables, txn, ParentName(name)));
  return PutFigure(parts, ChangedManualFigure(frozen, before, std::move(wanted), StampOf(txn)), txn);
}

}  // namespace

rpc::Service NewManualFigureService(const ServiceParts& parts) {
  rpc::Service service("jiedui.scheduler.v1.ManualFigureService");
  service.Write<v1::CreateManualFigureRequest, ManualFigure>(
      "CreateManualFigure", ParseCreate,
      [parts](const ManualFigure& draft, Transaction& txn) { return Create(parts, draft, txn); });
  service.Write<v1::UpdateManualFigureRequest, ManualFigure>(
      "UpdateManualFigure", ParseUpdate,
      [parts](const ManualFigurePatch& patch, Transaction& txn) { return Update(parts, patch, txn); });
  service.Read<v1::GetManualFigureRequest, ManualFigure>(
      "GetManualFigure", rpc::ReadCost::kPoint,
      [parts](const v1::GetManualFigureRequest& request, const ReadContext& context) {
        return GetResource(parts.tables.manual_figures, MemberKey(request.name()), kManualFigureType, request.name(),
                           context);
      });
  AddList<v1::ListManualFiguresRequest, v1::ListManualFiguresResponse, ManualFigure>(parts, "ListManualFigures",
                                                                                     kManualFigurePrefix, service);
  return service;
}

}  // namespace jiedui::scheduler
