// SPDX-License-Identifier: Apache-2.0
// The commands on assignments, parsed and run the same way whether they come alone or as a row of a stream.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "common/store/transaction.h"
#include "jiedui/scheduler/v1/assignment_service.pb.h"
#include "scheduler_service/domain/assignment.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

// Gathers facts, decides, puts the change and lets others move up.
using AssignmentCommand = std::function<absl::StatusOr<AssignmentChange>(store::Transaction& txn)>;

// What a request is that creates an assignment which is there already, exactly so.
enum class Repeated {
  kRefused,  // ID_TAKEN, or ALREADY_ASSIGNED where the server chooses the id: whoever retries sends the same request_id
  kUnchanged,  // rows of a stream are safe to send again
};

// Each: INVALID_ARGUMENT for what no field's rule says alone, e.g. an item of another pairing than the parent. The
// parts outlive the command.
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::CreateAssignmentRequest& request,
                                               Repeated repeated = Repeated::kRefused);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::NominateAssignmentRequest& request,
                                               Repeated repeated = Repeated::kRefused);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::ReviewAssignmentRequest& request);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::ResubmitAssignmentRequest& request);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::ConfirmAssignmentRequest& request);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::AcceptOfferRequest& request);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::DeclineOfferRequest& request);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::WithdrawAssignmentRequest& request);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::CancelAssignmentRequest& request);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::MarkNoShowRequest& request);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::CheckInAssignmentRequest& request);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::CompleteAssignmentRequest& request);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::EndAssignmentEarlyRequest& request);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::DismissAssignmentRequest& request);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::ReplaceAssignmentRequest& request);
absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::ResolveAssignmentRequest& request);

}  // namespace jiedui::scheduler
