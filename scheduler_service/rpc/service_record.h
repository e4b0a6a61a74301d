// SPDX-License-Identifier: Apache-2.0
// GetServiceRecord: the days of a person at postings, gathered over all pairings.
#pragma once

#include "absl/status/statusor.h"
#include "jiedui/scheduler/v1/service_record.pb.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

// NOT_FOUND / PERSON_UNKNOWN; DATA_LOSS.
absl::StatusOr<v1::ServiceRecord> GetServiceRecord(const ServiceParts& parts,
                                                   const v1::GetServiceRecordRequest& request,
                                                   const rpc::ReadContext& context);

}  // namespace jiedui::scheduler
