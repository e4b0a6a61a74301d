// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/assignment_service.h"

#include <utility>

#include "scheduler_service/rpc/assignment_bulk.h"
#include "scheduler_service/rpc/assignment_commands.h"
#include "scheduler_service/rpc/assignment_reads.h"

namespace jiedui::scheduler {
namespace {

using rpc::CallInfo;
using store::Transaction;
using v1::Assignment;

absl::StatusOr<Assignment> Create(const ServiceParts& parts, const AssignmentDraft& draft, Transaction& txn) {
  ASSIGN_OR_RETURN(const AssignmentChange change, RunCreate(parts, draft, txn));
  return change.assignment;
}

absl::StatusOr<Assignment> Move(const ServiceParts& parts, const StepCommand& command, Transaction& txn) {
  ASSIGN_OR_RETURN(const AssignmentChange change, RunStep(parts, command, txn));
  return change.assignment;
}

template <typename Request>
void AddStep(const ServiceParts& parts, absl::string_view method, rpc::Service& service) {
  service.Write<Request, Assignment>(
      method, [](const Request& request, const CallInfo&) { return ParseStep(request); },
      [parts](const StepCommand& command, Transaction& txn) { return Move(parts, command, txn); });
}

void AddWrites(const ServiceParts& parts, rpc::Service& service) {
  service.Write<v1::CreateAssignmentRequest, Assignment>(
      "CreateAssignment",
      [parts](const v1::CreateAssignmentRequest& request, const CallInfo&) {
        return ParseCreate(request, parts.clock);
      },
      [parts](const AssignmentDraft& draft, Transaction& txn) { return Create(parts, draft, txn); });
  AddStep<v1::CheckInAssignmentRequest>(parts, "CheckInAssignment", service);
  AddStep<v1::CompleteAssignmentRequest>(parts, "CompleteAssignment", service);
  AddStep<v1::EndAssignmentEarlyRequest>(parts, "EndAssignmentEarly", service);
  AddStep<v1::CancelAssignmentRequest>(parts, "CancelAssignment", service);
  service.Bulk<v1::ApplyAssignmentCommandsRequest, v1::ApplyAssignmentCommandsResponse>(
      "ApplyAssignmentCommands",
      [parts](const v1::ApplyAssignmentCommandsRequest& request, const CallInfo&) {
        return ParseRow(request, parts.clock);
      },
      [parts](const AssignmentRow& row, Transaction& txn) { return RunRow(parts, row, txn); });
}

}  // namespace

rpc::Service NewAssignmentService(const ServiceParts& parts) {
  rpc::Service service("jiedui.scheduler.v1.AssignmentService");
  AddWrites(parts, service);
  AddAssignmentReads(parts, service);
  service.RecoverWith(parts.recovery);
  return service;
}

}  // namespace jiedui::scheduler
