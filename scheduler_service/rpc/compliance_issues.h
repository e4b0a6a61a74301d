// SPDX-License-Identifier: Apache-2.0
// ListComplianceIssues: what somebody must decide, found by index.
#pragma once

#include "absl/status/statusor.h"
#include "jiedui/scheduler/v1/assignment_service.pb.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

absl::StatusOr<v1::ListComplianceIssuesResponse> ListComplianceIssues(const ServiceParts& parts,
                                                                      const v1::ListComplianceIssuesRequest& request,
                                                                      const rpc::ReadContext& context);

}  // namespace jiedui::scheduler
