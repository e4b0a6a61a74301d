// SPDX-License-Identifier: Apache-2.0
// CheckEligibility: every rule for each person beside each item, and what comes of it. Reads only.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "jiedui/scheduler/v1/eligibility.pb.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

inline constexpr int kPairsPerCheckMax = 200;

// INVALID_ARGUMENT: too many pairs, or an item of another pairing; NOT_FOUND.
absl::StatusOr<v1::CheckEligibilityResponse> CheckEligibility(const ServiceParts& parts,
                                                              const v1::CheckEligibilityRequest& request,
                                                              const rpc::ReadContext& context);

}  // namespace jiedui::scheduler
