// SPDX-License-Identifier: Apache-2.0
// CompareEditions: in what two editions of a period differ, or an edition and the figures as they are now, and which
// corrections made the difference.
#pragma once

#include "absl/status/statusor.h"
#include "jiedui/scheduler/v1/edition_service.pb.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

inline constexpr int kDifferencesListedMax = 1000;

absl::StatusOr<v1::CompareEditionsResponse> CompareEditions(const ServiceParts& parts,
                                                            const v1::CompareEditionsRequest& request,
                                                            const rpc::ReadContext& context);

}  // namespace jiedui::scheduler
