// SPDX-License-Identifier: Apache-2.0
// What changes for a person between two plans. Plain value.
#pragma once

#include <cstdint>

#include "scheduler_service/planning/flow_network.h"

namespace jiedui::planning {

// A person goes from one pair to another; kNone: from or to nothing.
struct PersonMove {
  int32_t person = kNone;
  int32_t from = kNone;
  int32_t to = kNone;

  bool operator==(const PersonMove&) const = default;
};

}  // namespace jiedui::planning
