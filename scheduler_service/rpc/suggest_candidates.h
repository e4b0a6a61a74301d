// SPDX-License-Identifier: Apache-2.0
// SuggestCandidates: people for a demand or a posting, best first. Reads only.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "jiedui/scheduler/v1/suggestion.pb.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

// People that are ranked among each other: what one call looks at, at most. demand_service.proto says so too.
inline constexpr int kPersonsPerSweepMax = 10'000;

// INVALID_ARGUMENT: page size or token; NOT_FOUND; DATA_LOSS.
absl::StatusOr<v1::SuggestCandidatesResponse> SuggestCandidates(const ServiceParts& parts,
                                                                const v1::SuggestCandidatesRequest& request,
                                                                const rpc::ReadContext& context);

}  // namespace jiedui::scheduler
