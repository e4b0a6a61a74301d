// SPDX-License-Identifier: Apache-2.0
// The commands on assignments, parsed and run the same way whether they come alone or as a row of a stream.
#pragma once

#include "absl/status/statusor.h"
#include "common/store/transaction.h"
#include "jiedui/scheduler/v1/assignment_service.pb.h"
#include "scheduler_service/domain/assignment.h"
#include "scheduler_service/rpc/parts.h"
#include "scheduler_service/store/facts.h"

namespace jiedui::scheduler {

// INVALID_ARGUMENT: the item is of another pairing than the parent. The draft has a name: the server chooses one where
// the request has none.
absl::StatusOr<AssignmentDraft> ParseCreate(const v1::CreateAssignmentRequest& request, const Clock& clock);

// A step in an assignment's life, and which.
struct StepCommand {
  absl::StatusOr<AssignmentChange> (*decide)(const StepFacts& facts, const Step& step, const Stamp& stamp);
  Step step;
};

absl::StatusOr<StepCommand> ParseStep(const v1::CheckInAssignmentRequest& request);
// INVALID_ARGUMENT: unsuccessful without a reason.
absl::StatusOr<StepCommand> ParseStep(const v1::CompleteAssignmentRequest& request);
absl::StatusOr<StepCommand> ParseStep(const v1::EndAssignmentEarlyRequest& request);
absl::StatusOr<StepCommand> ParseStep(const v1::CancelAssignmentRequest& request);

// Each gathers facts, decides, and puts the change.
absl::StatusOr<AssignmentChange> RunCreate(const ServiceParts& parts, const AssignmentDraft& draft,
                                           store::Transaction& txn);
absl::StatusOr<AssignmentChange> RunStep(const ServiceParts& parts, const StepCommand& command,
                                         store::Transaction& txn);

}  // namespace jiedui::scheduler
