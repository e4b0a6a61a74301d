// SPDX-License-Identifier: Apache-2.0
// GetTrainingRecord: the courses of a person in a year, gathered over all pairings.
#pragma once

#include "absl/status/statusor.h"
#include "jiedui/scheduler/v1/certificate.pb.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

// NOT_FOUND / PERSON_UNKNOWN; DATA_LOSS.
absl::StatusOr<v1::TrainingRecord> GetTrainingRecord(const ServiceParts& parts,
                                                     const v1::GetTrainingRecordRequest& request,
                                                     const rpc::ReadContext& context);

}  // namespace jiedui::scheduler
