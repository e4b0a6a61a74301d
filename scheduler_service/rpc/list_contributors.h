// SPDX-License-Identifier: Apache-2.0
// ReportService.ListContributors: from a figure to the rows behind it, page by page.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "jiedui/scheduler/v1/report_service.pb.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

absl::StatusOr<v1::ListContributorsResponse> ListContributors(const ServiceParts& parts,
                                                              const v1::ListContributorsRequest& request,
                                                              const rpc::ReadContext& context);

}  // namespace jiedui::scheduler
