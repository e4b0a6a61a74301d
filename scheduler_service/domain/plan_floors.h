// SPDX-License-Identifier: Apache-2.0
// Floors of the question: places that a plan gives people of a division at least, as quotas of the instance. A quota
// counts who has a candidacy for the item that no rule refuses, and whose organisation lies in the division on the
// item's first day. Where these may sit in several parts of the item's seats, it counts in those that are theirs alone,
// if there are as many as the floor asks for: whoever of them sits elsewhere may as well sit there. Else the item must
// be one place of the instance. Pure, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "scheduler_service/domain/plan_model.h"
#include "scheduler_service/domain/plan_seats.h"

namespace jiedui::scheduler {

// By floor: the part of the item's seats in which it is counted. nullopt: of one of them there is none. `asking`: for
// the item, whom no rule refuses.
std::optional<std::vector<int>> PartsOfFloors(const SeatModel& seats, const std::vector<Seating>& asking,
                                              const std::vector<v1::PlanFloor>& floors);

// INVALID_ARGUMENT: a floor of an item that is not planned.
absl::Status CheckFloorItems(const PlanFacts& facts, const v1::PlanQuestion& question);

// Adds a quota for each floor, in their order, after all that are there. `place_of`: by floor, the item of the instance
// in which it is counted. FAILED_PRECONDITION / PLAN_INFEASIBLE with FLOOR: more places than are free, or than people
// who ask for one, unless the course may not run, as a floor does not hold then. Call it before anybody without
// candidacies joins the instance.
absl::Status AddFloors(const PlanFacts& facts, const v1::PlanQuestion& question, const std::vector<int32_t>& place_of,
                       PlanModel& model);

// Places that the floors of one item ask for together: a floor holds those of the divisions within its own.
int64_t NeededBy(std::vector<v1::PlanFloor> floors);

// What a floor asks for, in words: "3 places for division 510824100".
std::string DescribeFloor(int places, absl::string_view division);

}  // namespace jiedui::scheduler
