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

struct AssignmentRow {
  AssignmentCommand command;
  bool creates = false;  // whether it makes a new assignment, if it changes anything
};

// INVALID_ARGUMENT with paths from the request, e.g. "create.assignment.item"; "command" if there is none.
absl::StatusOr<AssignmentRow> ParseRow(const ServiceParts& parts, const v1::ApplyAssignmentCommandsRequest& request);

// As the single commands, except that creating what is there already, exactly so, changes nothing.
absl::StatusOr<rpc::RowResult> RunRow(const AssignmentRow& row, store::Transaction& txn);

}  // namespace jiedui::scheduler
