// SPDX-License-Identifier: Apache-2.0
// What may happen to an instance: by a disturbance, or only supposed. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

struct Edit {
  enum class Kind {
    kSeats,    // of item `index`: `amount` from now on
    kDays,     // item `index` moves to `days`; pins of it that then clash are no longer pinned
    kCancel,   // item `index` is not held: no seats, no floors, none of its pairs
    kFloor,    // of quota `index`: `amount`
    kCeiling,  // of quota `index`: `amount`
    kForbid,   // pair `index` (a licence lost, a withdrawal); no longer pinned
    kLeave,    // person `index`: all their pairs
    kBusy,     // person `index` is busy on `days`; pins that then clash are no longer pinned
  };
  Kind kind = Kind::kSeats;
  int32_t index = 0;
  int32_t amount = 0;
  DayRange days = {};
};

// The instance after all of them, in order, and checked: INVALID_ARGUMENT names the edit whose index is out of range,
// or what CheckInstance finds.
absl::StatusOr<Instance> Edited(Instance instance, const std::vector<Edit>& edits);

}  // namespace jiedui::planning
