// SPDX-License-Identifier: Apache-2.0
// Random edits of small instances.
#pragma once

#include "scheduler_service/planning/edits.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {

inline Edit SmallEdit(const Instance& instance, Dice& dice) {
  const auto below = [&](size_t size) { return dice.Between(0, std::max(0, Size(size) - 1)); };
  const int32_t day = dice.Between(1, 20);
  switch (dice.Between(0, 7)) {
    case 0:
      return {.kind = Edit::Kind::kSeats, .index = below(instance.items.size()), .amount = dice.Between(0, 3)};
    case 1:
      return {.kind = Edit::Kind::kDays, .index = below(instance.items.size()), .days = {day, day + 5}};
    case 2:
      return {.kind = Edit::Kind::kCancel, .index = below(instance.items.size())};
    case 3:
      return {.kind = Edit::Kind::kFloor, .index = below(instance.quotas.size()), .amount = dice.Between(0, 1)};
    case 4:
      return {.kind = Edit::Kind::kCeiling, .index = below(instance.quotas.size()), .amount = dice.Between(0, 3)};
    case 5:
      return {.kind = Edit::Kind::kForbid, .index = below(instance.pair_item.size())};
    case 6:
      return {.kind = Edit::Kind::kLeave, .index = below(At(instance.people))};
    default:
      return {.kind = Edit::Kind::kBusy, .index = below(At(instance.people)), .days = {day, day + 2}};
  }
}

}  // namespace jiedui::planning
