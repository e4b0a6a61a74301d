// SPDX-License-Identifier: Apache-2.0
// Why a pair cannot stand, whatever else is chosen: every rule that fails, not only the first. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

struct Obstacle {
  enum class Kind {
    kForbidden,
    kBusy,          // index: of instance.busy; actual: free days between, below 0: they overlap by so many; required
    kPinned,        // index: the pair; as kBusy
    kFullyPinned,   // actual: pins of the person; required: fewer than that
    kExcluded,      // index: the pinned pair of an item that excludes this one
    kDaysLimit,     // actual: days of the item; required: at most so many, besides the pins
    kPrerequisite,  // index: the item to complete; required: the last day for it
  };
  Kind kind = Kind::kForbidden;
  int32_t index = 0;
  int64_t actual = 0;
  int64_t required = 0;

  bool operator==(const Obstacle&) const = default;
};

// One thing to look away from.
struct Supposing {
  int32_t busy = kNone;       // of instance.busy: is given up
  int32_t pin = kNone;        // a pair: is given up, and is forbidden from then on
  int32_t completed = kNone;  // an item: has been completed
};

// Empty: the pair stands (candidacy.h).
std::vector<Obstacle> ObstaclesOf(const Instance& instance, int32_t person, int32_t pair,
                                  const Supposing& supposing = {});

}  // namespace jiedui::planning
