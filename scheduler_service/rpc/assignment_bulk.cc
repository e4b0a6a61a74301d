// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/assignment_bulk.h"

#include <string>
#include <utility>

#include "scheduler_service/store/changes.h"

namespace jiedui::scheduler {
namespace {

using Request = v1::ApplyAssignmentCommandsRequest;

absl::StatusOr<AssignmentRow> ParseCreateRow(const v1::CreateAssignmentRequest& request, const Clock& clock) {
  ASSIGN_OR_RETURN(AssignmentDraft draft, ParseCreate(request, clock));
  return RowToCreate{.draft = std::move(draft), .is_named = !request.assignment_id().empty()};
}

// Unwraps the command, still without the field's name in the error paths.
absl::StatusOr<AssignmentRow> ParseCommand(const Request& request, const Clock& clock) {
  switch (request.command_case()) {
    case Request::kCreate:
      return ParseCreateRow(request.create(), clock);
    case Request::kCheckIn:
      return ParseStep(request.check_in());
    case Request::kComplete:
      return ParseStep(request.complete());
    case Request::kEndEarly:
      return ParseStep(request.end_early());
    case Request::kCancel:
      return ParseStep(request.cancel());
    case Request::COMMAND_NOT_SET:
      break;
  }
  return InvalidField("", "exactly one of create, check_in, complete, end_early and cancel is required");
}

// The name of the field that holds the command; "command" if there is none.
std::string FieldOfCommand(const Request& request) {
  const auto& oneof = *Request::descriptor()->FindOneofByName("command");
  const auto* field = Request::GetReflection()->GetOneofFieldDescriptor(request, &oneof);
  return field == nullptr ? oneof.name() : field->name();
}

absl::StatusOr<rpc::RowResult> RunCreateRow(const ServiceParts& parts, const RowToCreate& row,
                                            store::Transaction& txn) {
  ASSIGN_OR_RETURN(const AssignmentFacts facts, LoadNewAssignment(parts.tables, txn, row.draft));
  const auto there = AlreadyAssigned(facts, row.is_named ? row.draft.name : "");
  if (there.has_value()) return rpc::RowResult{.effect = rpc::RowEffect::kUnchanged, .name = *there};
  ASSIGN_OR_RETURN(const AssignmentChange change, Assign(facts, row.draft.name, StampOf(txn)));
  RETURN_IF_ERROR(Put(parts.tables, txn, change));
  return rpc::RowResult{.effect = rpc::RowEffect::kCreated, .name = change.assignment.name()};
}

absl::StatusOr<rpc::RowResult> RunStepRow(const ServiceParts& parts, const StepCommand& command,
                                          store::Transaction& txn) {
  ASSIGN_OR_RETURN(const AssignmentChange change, RunStep(parts, command, txn));
  return rpc::RowResult{.effect = change.changed ? rpc::RowEffect::kUpdated : rpc::RowEffect::kUnchanged,
                        .name = change.assignment.name()};
}

}  // namespace

absl::StatusOr<AssignmentRow> ParseRow(const Request& request, const Clock& clock) {
  absl::StatusOr<AssignmentRow> row = ParseCommand(request, clock);
  if (!row.ok()) return WithFieldPrefix(FieldOfCommand(request), row.status());
  return row;
}

absl::StatusOr<rpc::RowResult> RunRow(const ServiceParts& parts, const AssignmentRow& row, store::Transaction& txn) {
  if (const auto* create = std::get_if<RowToCreate>(&row)) return RunCreateRow(parts, *create, txn);
  return RunStepRow(parts, std::get<StepCommand>(row), txn);
}

}  // namespace jiedui::scheduler
