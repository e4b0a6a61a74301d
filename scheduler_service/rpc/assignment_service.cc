// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/assignment_service.h"

#include "scheduler_service/rpc/assignment_bulk.h"
#include "scheduler_service/rpc/assignment_commands.h"
#include "scheduler_service/rpc/assignment_reads.h"
#include "scheduler_service/rpc/leave_handlers.h"

namespace jiedui::scheduler {
namespace {

using rpc::CallInfo;
using store::Transaction;
using v1::Assignment;

absl::StatusOr<Assignment> Run(const AssignmentCommand& command, Transaction& txn) {
  ASSIGN_OR_RETURN(const AssignmentChange change, command(txn));
  return change.assignment;
}

template <typename Request>
void AddCommand(const ServiceParts& parts, absl::string_view method, rpc::Service& service) {
  service.Write<Request, Assignment>(
      method, [parts](const Request& request, const CallInfo&) { return ParseCommand(parts, request); }, Run);
}

void AddWrites(const ServiceParts& parts, rpc::Service& service) {
  AddCommand<v1::NominateAssignmentRequest>(parts, "NominateAssignment", service);
  AddCommand<v1::ReviewAssignmentRequest>(parts, "ReviewAssignment", service);
  AddCommand<v1::ResubmitAssignmentRequest>(parts, "ResubmitAssignment", service);
  AddCommand<v1::ConfirmAssignmentRequest>(parts, "ConfirmAssignment", service);
  AddCommand<v1::AcceptOfferRequest>(parts, "AcceptOffer", service);
  AddCommand<v1::DeclineOfferRequest>(parts, "DeclineOffer", service);
  AddCommand<v1::WithdrawAssignmentRequest>(parts, "WithdrawAssignment", service);
  AddCommand<v1::MarkNoShowRequest>(parts, "MarkNoShow", service);
  AddCommand<v1::DismissAssignmentRequest>(parts, "DismissAssignment", service);
  AddCommand<v1::ReplaceAssignmentRequest>(parts, "ReplaceAssignment", service);
  AddCommand<v1::ResolveAssignmentRequest>(parts, "ResolveAssignment", service);
  AddCommand<v1::CreateAssignmentRequest>(parts, "CreateAssignment", service);
  AddCommand<v1::CheckInAssignmentRequest>(parts, "CheckInAssignment", service);
  AddCommand<v1::CompleteAssignmentRequest>(parts, "CompleteAssignment", service);
  AddCommand<v1::EndAssignmentEarlyRequest>(parts, "EndAssignmentEarly", service);
  AddCommand<v1::CancelAssignmentRequest>(parts, "CancelAssignment", service);
  service.Bulk<v1::ApplyAssignmentCommandsRequest, v1::ApplyAssignmentCommandsResponse>(
      "ApplyAssignmentCommands",
      [parts](const v1::ApplyAssignmentCommandsRequest& request, const CallInfo&) { return ParseRow(parts, request); },
      [parts](const AssignmentRow& row, Transaction& txn) { return RunRow(parts.tables, row, txn); });
}

}  // namespace

rpc::Service NewAssignmentService(const ServiceParts& parts) {
  rpc::Service service("jiedui.scheduler.v1.AssignmentService");
  AddWrites(parts, service);
  AddLeaveHandlers(parts, service);
  AddAssignmentReads(parts, service);
  service.RecoverWith(parts.recovery);
  return service;
}

}  // namespace jiedui::scheduler
