// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/assignment_bulk.h"

#include <string>
#include <utility>

namespace jiedui::scheduler {
namespace {

using Request = v1::ApplyAssignmentCommandsRequest;

// Unwraps the command, still without the field's name in the error paths.
absl::StatusOr<AssignmentCommand> Unwrap(const ServiceParts& parts, const Request& request) {
  switch (request.command_case()) {
    case Request::kCreate:
      return ParseCommand(parts, request.create(), Repeated::kUnchanged);
    case Request::kNominate:
      return ParseCommand(parts, request.nominate(), Repeated::kUnchanged);
    case Request::kReview:
      return ParseCommand(parts, request.review());
    case Request::kResubmit:
      return ParseCommand(parts, request.resubmit());
    case Request::kConfirm:
      return ParseCommand(parts, request.confirm());
    case Request::kAcceptOffer:
      return ParseCommand(parts, request.accept_offer());
    case Request::kDeclineOffer:
      return ParseCommand(parts, request.decline_offer());
    case Request::kWithdraw:
      return ParseCommand(parts, request.withdraw());
    case Request::kCancel:
      return ParseCommand(parts, request.cancel());
    case Request::kNoShow:
      return ParseCommand(parts, request.no_show());
    case Request::kCheckIn:
      return ParseCommand(parts, request.check_in());
    case Request::kComplete:
      return ParseCommand(parts, request.complete());
    case Request::kEndEarly:
      return ParseCommand(parts, request.end_early());
    case Request::kDismiss:
      return ParseCommand(parts, request.dismiss());
    case Request::COMMAND_NOT_SET:
      break;
  }
  return InvalidField("", "exactly one command is required, e.g. create, nominate, review, confirm or check_in");
}

// The name of the field that holds the command; "command" if there is none.
std::string FieldOfCommand(const Request& request) {
  const auto& oneof = *Request::descriptor()->FindOneofByName("command");
  const auto* field = Request::GetReflection()->GetOneofFieldDescriptor(request, &oneof);
  return field == nullptr ? oneof.name() : field->name();
}

}  // namespace

absl::StatusOr<AssignmentRow> ParseRow(const ServiceParts& parts, const Request& request) {
  absl::StatusOr<AssignmentCommand> command = Unwrap(parts, request);
  if (!command.ok()) return WithFieldPrefix(FieldOfCommand(request), command.status());
  return AssignmentRow{.command = *std::move(command), .creates = request.has_create() || request.has_nominate()};
}

absl::StatusOr<rpc::RowResult> RunRow(const AssignmentRow& row, store::Transaction& txn) {
  ASSIGN_OR_RETURN(const AssignmentChange change, row.command(txn));
  const auto effect = !change.changed ? rpc::RowEffect::kUnchanged
                      : row.creates   ? rpc::RowEffect::kCreated
                                      : rpc::RowEffect::kUpdated;
  return rpc::RowResult{.effect = effect, .name = change.assignment.name()};
}

}  // namespace jiedui::scheduler
