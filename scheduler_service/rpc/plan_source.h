// SPDX-License-Identifier: Apache-2.0
// A server stream of what a job of the planner tells. When the caller goes away, or the server stops, the job ends.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "scheduler_service/rpc/planner.h"

namespace jiedui::scheduler {

// Hands `make` to the planner; its messages are wrapped by `wrap`, its answers come as they are. Errors of
// Planner::Submit.
absl::StatusOr<std::unique_ptr<rpc::StreamSource>> NewPlanSource(Planner& planner, PlanJob::Wrap wrap, PlanMaker make);

}  // namespace jiedui::scheduler
