// SPDX-License-Identifier: Apache-2.0
// The rows of ApplyAssignmentCommands: any command on an assignment, safe to send again.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/store/transaction.h"
#include "jiedui/scheduler/v1/assignment_service.pb.h"
#include "scheduler_service/rpc/assignment_commands.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

// The step that a row asks for, as the story of its assignment tells it.
struct ToldStep {
  std::string assignment;  // empty: the row makes a new one
  std::string verb;
  std::string date;
  v1::Assignment::State state = v1::Assignment::STATE_UNSPECIFIED;  // that it leads to; UNSPECIFIED: as the verb says
};

struct AssignmentRow {
  AssignmentCommand command;
  ToldStep told;
  bool creates = false;  // whether it makes a new assignment, if it changes anything
};

// INVALID_ARGUMENT with paths from the request, e.g. "create.assignment.item"; "command" if there is none.
absl::StatusOr<AssignmentRow> ParseRow(const ServiceParts& parts, const v1::ApplyAssignmentCommandsRequest& request);

// As the single commands, except that what was done already changes nothing: creating what is there, exactly so, and a
// step that the assignment has been through and that cannot be done again, however far it has gone since; but not one
// that was taken back.
absl::StatusOr<rpc::RowResult> RunRow(const Tables& tables, const AssignmentRow& row, store::Transaction& txn);

}  // namespace jiedui::scheduler
