// SPDX-License-Identifier: Apache-2.0
// What people are to be told who knew of an earlier plan: who loses a place and why, and who gets which instead. Pure,
// any thread.
#pragma once

#include <string>
#include <vector>

#include "jiedui/scheduler/storage/v1/plans.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::scheduler {

// A place of the base plan, and what its assignment is now; STATE_UNSPECIFIED: it is gone.
struct ToldPlace {
  v1::PlanPlacement placement;
  v1::Assignment::State state = v1::Assignment::STATE_UNSPECIFIED;
};

// Sets the notices of `plan`, which has its placements and its question. `basis` and `instance`: what it was made from.
void AddNotices(const std::vector<ToldPlace>& told, const storage::v1::PlanBasis& basis,
                const planning::Instance& instance, v1::Plan& plan);

}  // namespace jiedui::scheduler
