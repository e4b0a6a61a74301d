// SPDX-License-Identifier: Apache-2.0
// How wide the numbers of a flow must be: the narrower, the faster. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "scheduler_service/planning/flow_network.h"

namespace jiedui::planning {

// What PrimalDual is to pay for each claim that a floor asks for: more than any chain of moves can win or lose
// otherwise.
struct FloorBonus {
  absl::int128 bonus = 0;
  absl::int128 reach = 0;  // no sum of weights and bonuses that is formed is further from 0
};

// `largest`: no weight is further from 0. Nullopt: sums over all people would not fit 128 bits.
std::optional<FloorBonus> FloorBonusOf(const FlowNetwork& network, absl::int128 largest);

bool FloorsHold(const FlowNetwork& network, const std::vector<int32_t>& flow);

inline constexpr absl::int128 kSmallReachMax = absl::int128{1} << 30;
inline constexpr absl::int128 kNarrowReachMax = absl::int128{1} << 60;

// Calls run(floor bonus) with the narrowest type that holds everything: what PrimalDual of that type is to be given.
// OUT_OF_RANGE: none does.
template <typename Run>
auto AtWidth(const FlowNetwork& network, absl::int128 largest, Run run) -> decltype(run(int64_t{})) {
  const std::optional<FloorBonus> floors = FloorBonusOf(network, largest);
  if (!floors.has_value())
    return absl::OutOfRangeError("the levels do not fit 98 bits together with the floors: use smaller values");
  if (floors->reach < kSmallReachMax) return run(static_cast<int32_t>(floors->bonus));
  if (floors->reach < kNarrowReachMax) return run(static_cast<int64_t>(floors->bonus));
  return run(floors->bonus);
}

}  // namespace jiedui::planning
