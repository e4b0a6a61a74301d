// SPDX-License-Identifier: Apache-2.0
// ListUntrainedPersons. It lives here and not in the registry, because it takes assignments to answer it, and the
// registry knows none (design.md section 6).
#pragma once

#include "absl/status/statusor.h"
#include "jiedui/scheduler/v1/assignment_service.pb.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

// People looked at for one page; then a short one with a token.
inline constexpr int kPersonsPerPageMax = 20'000;

absl::StatusOr<v1::ListUntrainedPersonsResponse> ListUntrainedPersons(const ServiceParts& parts,
                                                                      const v1::ListUntrainedPersonsRequest& request,
                                                                      const rpc::ReadContext& context);

}  // namespace jiedui::scheduler
