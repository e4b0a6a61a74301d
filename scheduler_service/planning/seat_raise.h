// SPDX-License-Identifier: Apache-2.0
// One more seat that several limits count: the instance says in more than one limit what is one thing, so that none of
// them is of any use alone. Plain values.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

// All that it names rises by the same amount. An item that has raises is enlarged by these alone; any other one, and
// its quotas, each by itself.
struct SeatRaise {
  int32_t item = 0;
  bool item_rises = false;      // its seats
  std::vector<int32_t> quotas;  // of the item: their ceilings
  int32_t group = kNone;        // whose people it is for; kNone: anybody
  int32_t most = kSeatsMax;     // by so many at most
};

inline void Raise(const SeatRaise& raise, int32_t amount, Instance& instance) {
  if (raise.item_rises) instance.items[static_cast<size_t>(raise.item)].seats += amount;
  for (const int32_t quota : raise.quotas) instance.quotas[static_cast<size_t>(quota)].ceiling += amount;
}

inline bool HasRaises(const std::vector<SeatRaise>& raises, int32_t item) {
  return std::any_of(raises.begin(), raises.end(), [item](const SeatRaise& raise) { return raise.item == item; });
}

}  // namespace jiedui::planning
