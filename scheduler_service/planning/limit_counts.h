// SPDX-License-Identifier: Apache-2.0
// How many of some pairs each limit of an instance counts. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

struct LimitCounts {
  std::vector<int32_t> item;   // pairs of an item
  std::vector<int32_t> quota;  // pairs of its item, of people of its group
};

LimitCounts CountLimits(const Instance& instance, const std::vector<int32_t>& pairs);

}  // namespace jiedui::planning
