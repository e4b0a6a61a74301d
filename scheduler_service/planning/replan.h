// SPDX-License-Identifier: Apache-2.0
// After a disturbance (an item cancelled or moved, a person gone, a licence lost): a new plan that changes as little as
// can be of what people were told, and a notice for everyone whom it changes. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/edits.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/person_move.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

struct Notice {
  enum class Cause {
    kEdit,       // an edit takes the pair from the person: `edit`
    kMakesRoom,  // the pair could stand, but the plan that keeps the most places needs this one
    kPlaceFree,  // the person had nothing there before
  };
  PersonMove move;
  Cause cause = Cause::kEdit;
  int32_t edit = kNone;  // of kEdit
};

struct Replanned {
  // With the edits, `base` what people were told, and one level before all others: base pairs kept.
  Instance instance;
  Solution solution;            // of `instance`
  std::vector<Notice> notices;  // ascending by person
  int32_t changes = 0;          // base pairs that are no more
  // No plan after the edits changes fewer; else some plan may change down to `changes_at_least`.
  bool is_proven_fewest = false;
  int32_t changes_at_least = 0;
};

// `told`: pairs that people know of, ascending. Errors of Edited and Solve, and FAILED_PRECONDITION when no plan keeps
// the rules after the edits: the message names those that conflict.
absl::StatusOr<Replanned> Replan(const Instance& instance, const std::vector<int32_t>& told,
                                 const std::vector<Edit>& edits, const Budget& budget = {});

}  // namespace jiedui::planning
