// SPDX-License-Identifier: Apache-2.0
// What one more seat is of an item whose seats are one place of the instance (plan_seats.h). There one seat of the pool
// counts in the limit of every set of divisions, and any seat in those of what categories keep: one of these limits
// alone is nothing that anybody could change.
//
//   of the item        (without quotas) its seats, and all that categories leave to others
//   of the pool        every set of divisions, and all that categories leave to others
//   of a division      every set that has it, what it may have itself, and all that categories leave to others
//   its ceiling        what it may have itself
//   of a category      its ceiling
//   of others          whatever sets of categories leave to others, if one category keeps one fewer
// Pure, any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "jiedui/scheduler/storage/v1/plans.pb.h"
#include "scheduler_service/domain/plan_seats.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/seat_raise.h"

namespace jiedui::scheduler {

// `seats`: of the ledger. Its first place is the item, its first limit the quota of the instance. None of an item that
// is several places, or whose limits each say one thing.
void AddRaises(const v1::SeatLedger& ledger, const SeatModel& seats, int32_t first_place, int32_t first_limit,
               const planning::Instance& instance, storage::v1::PlanBasis& basis);

// DATA_LOSS: the basis is damaged.
absl::StatusOr<std::vector<planning::SeatRaise>> RaisesOf(const storage::v1::PlanBasis& basis,
                                                          const planning::Instance& instance);

}  // namespace jiedui::scheduler
