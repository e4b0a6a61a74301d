// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/assignment_commands.h"

#include "absl/strings/match.h"
#include "common/base/text.h"
#include "scheduler_service/store/changes.h"

namespace jiedui::scheduler {
namespace {

template <typename Request>
Step StepOf(const Request& request) {
  return {.name = request.name(), .etag = request.etag(), .date = request.date()};
}

}  // namespace

absl::StatusOr<AssignmentDraft> ParseCreate(const v1::CreateAssignmentRequest& request, const Clock& clock) {
  const v1::Assignment& wanted = request.assignment();
  if (!absl::StartsWith(wanted.item(), request.parent() + "/"))
    return InvalidField("assignment.item", absl::StrCat("must be of the parent ", request.parent()));
  return AssignmentDraft{
      .name = NewName(request.parent() + "/assignments/", request.assignment_id(), "a", clock),
      .parent = request.parent(),
      .person = wanted.person(),
      .item = wanted.item(),
  };
}

absl::StatusOr<StepCommand> ParseStep(const v1::CheckInAssignmentRequest& request) {
  return StepCommand{.decide = CheckIn, .step = StepOf(request)};
}

absl::StatusOr<StepCommand> ParseStep(const v1::CompleteAssignmentRequest& request) {
  if (request.unsuccessful() && IsBlank(request.reason()))
    return InvalidField("reason", "is required when unsuccessful is set");
  StepCommand command{.decide = Complete, .step = StepOf(request)};
  command.step.reason = request.reason();
  command.step.unsuccessful = request.unsuccessful();
  return command;
}

absl::StatusOr<StepCommand> ParseStep(const v1::EndAssignmentEarlyRequest& request) {
  StepCommand command{.decide = EndEarly, .step = StepOf(request)};
  command.step.reason = request.reason();
  return command;
}

absl::StatusOr<StepCommand> ParseStep(const v1::CancelAssignmentRequest& request) {
  StepCommand command{.decide = Cancel, .step = StepOf(request)};
  command.step.reason = request.reason();
  return command;
}

absl::StatusOr<AssignmentChange> RunCreate(const ServiceParts& parts, const AssignmentDraft& draft,
                                           store::Transaction& txn) {
  ASSIGN_OR_RETURN(const AssignmentFacts facts, LoadNewAssignment(parts.tables, txn, draft));
  ASSIGN_OR_RETURN(AssignmentChange change, Assign(facts, draft.name, StampOf(txn)));
  RETURN_IF_ERROR(Put(parts.tables, txn, change));
  return change;
}

absl::StatusOr<AssignmentChange> RunStep(const ServiceParts& parts, const StepCommand& command,
                                         store::Transaction& txn) {
  ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(parts.tables, txn, command.step.name));
  ASSIGN_OR_RETURN(AssignmentChange change, command.decide(facts, command.step, StampOf(txn)));
  RETURN_IF_ERROR(Put(parts.tables, txn, change));
  return change;
}

}  // namespace jiedui::scheduler
