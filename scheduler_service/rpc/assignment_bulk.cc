// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/assignment_bulk.h"

#include <algorithm>
#include <string>
#include <utility>

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/nomination.h"
#include "scheduler_service/store/facts.h"

namespace jiedui::scheduler {
namespace {

using Request = v1::ApplyAssignmentCommandsRequest;

template <typename Command>
absl::StatusOr<AssignmentRow> NewRow(const ServiceParts& parts, const Command& command) {
  ASSIGN_OR_RETURN(AssignmentCommand parsed, ParseCommand(parts, command, Repeated::kUnchanged));
  return AssignmentRow{.command = std::move(parsed), .told = {}, .creates = true};
}

template <typename Command>
absl::StatusOr<AssignmentRow> StepRow(const ServiceParts& parts, Verb verb, const Command& command) {
  ASSIGN_OR_RETURN(AssignmentCommand parsed, ParseCommand(parts, command));
  AssignmentRow row{.command = std::move(parsed), .told = {.assignment = command.name(), .verb = std::string(verb)}};
  if constexpr (requires { command.date(); }) row.told.date = command.date();
  return row;
}

// How it was completed is told by the state that it led to.
absl::StatusOr<AssignmentRow> CompletionRow(const ServiceParts& parts, const v1::CompleteAssignmentRequest& request) {
  ASSIGN_OR_RETURN(AssignmentRow row, StepRow(parts, "CompleteAssignment", request));
  row.told.state = request.unsuccessful() ? v1::Assignment::STATE_NOT_COMPLETED : v1::Assignment::STATE_COMPLETED;
  return row;
}

// Unwraps the command, still without the field's name in the error paths.
absl::StatusOr<AssignmentRow> Unwrap(const ServiceParts& parts, const Request& request) {
  switch (request.command_case()) {
    case Request::kCreate:
      return NewRow(parts, request.create());
    case Request::kNominate:
      return NewRow(parts, request.nominate());
    case Request::kReview:
      return StepRow(parts, VerbOf(request.review().decision()), request.review());
    case Request::kResubmit:
      return StepRow(parts, "ResubmitAssignment", request.resubmit());
    case Request::kConfirm:
      return StepRow(parts, "ConfirmAssignment", request.confirm());
    case Request::kAcceptOffer:
      return StepRow(parts, "AcceptOffer", request.accept_offer());
    case Request::kDeclineOffer:
      return StepRow(parts, "DeclineOffer", request.decline_offer());
    case Request::kWithdraw:
      return StepRow(parts, "WithdrawAssignment", request.withdraw());
    case Request::kCancel:
      return StepRow(parts, "CancelAssignment", request.cancel());
    case Request::kNoShow:
      return StepRow(parts, "MarkNoShow", request.no_show());
    case Request::kCheckIn:
      return StepRow(parts, "CheckInAssignment", request.check_in());
    case Request::kComplete:
      return CompletionRow(parts, request.complete());
    case Request::kEndEarly:
      return StepRow(parts, "EndAssignmentEarly", request.end_early());
    case Request::kDismiss:
      return StepRow(parts, "DismissAssignment", request.dismiss());
    case Request::COMMAND_NOT_SET:
      break;
  }
  return InvalidField("", "exactly one command is required, e.g. create, nominate, review, confirm or check_in");
}

bool TakesBack(const v1::AssignmentEvent& event) {
  return event.verb() == VerbOf(v1::ReviewAssignmentRequest::DECISION_REVOKE) ||
         event.verb() == VerbOf(v1::ReviewAssignmentRequest::DECISION_RETURN) || event.verb() == "ApproveCorrection";
}

// Whether the assignment has been through the step, and nothing has taken it back since.
bool Tells(const v1::Assignment& assignment, const ToldStep& told) {
  const auto is_it = [&](const v1::AssignmentEvent& event) {
    const bool leads_there = told.state == v1::Assignment::STATE_UNSPECIFIED || event.state() == told.state;
    return event.verb() == told.verb && event.date() == told.date && leads_there;
  };
  const auto& events = assignment.events();
  const auto last = std::find_if(events.rbegin(), events.rend(), is_it);
  return last != events.rend() && std::none_of(events.rbegin(), last, TakesBack);
}

// What a row does; what the assignment's state, or the etag that was read, no longer allows may have been done, when
// the stream was sent before.
absl::StatusOr<AssignmentChange> Run(const Tables& tables, const AssignmentRow& row, store::Transaction& txn) {
  absl::StatusOr<AssignmentChange> change = row.command(txn);
  const std::string reason = ReasonOf(change.status());
  const bool may_be_done = reason == "ILLEGAL_STATE" || reason == "ETAG_MISMATCH";
  if (!may_be_done || row.told.assignment.empty() || !txn.empty()) return change;
  ASSIGN_OR_RETURN(const v1::Assignment assignment, LoadAssignment(tables, txn, row.told.assignment));
  if (Tells(assignment, row.told)) return Unchanged(assignment);
  return change;
}

// The name of the field that holds the command; "command" if there is none.
std::string FieldOfCommand(const Request& request) {
  const auto& oneof = *Request::descriptor()->FindOneofByName("command");
  const auto* field = Request::GetReflection()->GetOneofFieldDescriptor(request, &oneof);
  return field == nullptr ? oneof.name() : field->name();
}

}  // namespace

absl::StatusOr<AssignmentRow> ParseRow(const ServiceParts& parts, const Request& request) {
  absl::StatusOr<AssignmentRow> row = Unwrap(parts, request);
  if (!row.ok()) return WithFieldPrefix(FieldOfCommand(request), row.status());
  return row;
}

absl::StatusOr<rpc::RowResult> RunRow(const Tables& tables, const AssignmentRow& row, store::Transaction& txn) {
  ASSIGN_OR_RETURN(const AssignmentChange change, Run(tables, row, txn));
  const auto effect = !change.changed ? rpc::RowEffect::kUnchanged
                      : row.creates   ? rpc::RowEffect::kCreated
                                      : rpc::RowEffect::kUpdated;
  return rpc::RowResult{.effect = effect, .name = change.assignment.name()};
}

}  // namespace jiedui::scheduler
