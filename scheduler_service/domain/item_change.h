// SPDX-License-Identifier: Apache-2.0
// What creating or changing a course or a posting does to the rows beside it: the seats and the pairing's item dates.
// Pure, any thread.
#pragma once

#include "absl/status/statusor.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {

struct ItemFacts {
  const v1::Pairing& pairing;
  const storage::v1::ItemDatesRecord& item_dates;
  storage::v1::SeatsRecord seats = {};    // unset for a new item
  std::vector<RuleViolation> found = {};  // that hold already, to be listed with the others
};

struct ItemChange {
  storage::v1::SeatsRecord seats;
  storage::v1::ItemDatesRecord item_dates;
};

// FAILED_PRECONDITION: PAIRING_DATES.
absl::StatusOr<ItemChange> AddNewItem(const ItemFacts& facts, const Item& item, const SeatPlan& plan);

// FAILED_PRECONDITION: PAIRING_DATES, DATES_FIXED, INTENSITY_FIXED, BELOW_TAKEN, FLOOR_UNREACHABLE; reason BELOW_TAKEN
// if that is all.
absl::StatusOr<ItemChange> ChangeItem(const ItemFacts& facts, const Item& before, const Item& after,
                                      const SeatPlan& plan);

// The seats under another plan. FAILED_PRECONDITION: BELOW_TAKEN, FLOOR_UNREACHABLE.
absl::StatusOr<storage::v1::SeatsRecord> Replanned(const storage::v1::SeatsRecord& seats, const SeatPlan& plan);

}  // namespace jiedui::scheduler
