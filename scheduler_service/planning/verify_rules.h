// SPDX-License-Identifier: Apache-2.0
// The rules of an instance, one by one, over chosen pairs. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/planning/verify_reading.h"

namespace jiedui::planning {

// `chosen`: pairs, ascending, each once. Adds one finding for each rule broken.
void CheckRules(const Reading& reading, const std::vector<int32_t>& chosen, Findings& findings);

}  // namespace jiedui::planning
