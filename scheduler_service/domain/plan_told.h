// SPDX-License-Identifier: Apache-2.0
// Whether a plan tells what was proven: the resource is stored beside what it was made from. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "jiedui/scheduler/storage/v1/plans.pb.h"
#include "jiedui/scheduler/v1/plan.pb.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::scheduler {

// Where the placements and goals of `plan` are not those of `solution`, in words, at most planning::kFindingsMax; none:
// it tells what was proven. `solution` keeps the rules of the basis (planning::Verify, FindingsInMatching); `levels`
// are its ProvenLevels.
std::vector<std::string> FindingsInTold(const v1::Plan& plan, const storage::v1::PlanBasis& basis,
                                        const planning::Solution& solution, const std::vector<v1::PlanLevel>& levels);

}  // namespace jiedui::scheduler
