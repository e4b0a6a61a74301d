// SPDX-License-Identifier: Apache-2.0
// Floors of the question: places that a plan gives people of a division at least, as quotas of the instance. A quota
// counts who has a candidacy for the item that no rule refuses, and whose organisation lies in the division on the
// item's first day. The item must be one place of the instance, as its people may not sit elsewhere uncounted. Pure,
// any thread.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "scheduler_service/domain/plan_model.h"

namespace jiedui::scheduler {

std::set<std::string> ItemsWithFloors(const v1::PlanQuestion& question);

// INVALID_ARGUMENT: a floor of an item that is not planned.
absl::Status CheckFloorItems(const PlanFacts& facts, const v1::PlanQuestion& question);

// Adds a quota for each floor, in their order, after all that are there. `place_of`: by item of the facts, its place
// in the instance. FAILED_PRECONDITION / PLAN_INFEASIBLE with FLOOR: more places than are free, or than people who ask
// for one, unless the course may not run, as a floor does not hold then. Call it before anybody without candidacies
// joins the instance.
absl::Status AddFloors(const PlanFacts& facts, const v1::PlanQuestion& question, const std::vector<int32_t>& place_of,
                       PlanModel& model);

// What a floor asks for, in words: "3 places for division 510824100".
std::string DescribeFloor(int places, absl::string_view division);

}  // namespace jiedui::scheduler
