// SPDX-License-Identifier: Apache-2.0
// The judge's own account of a level of fairness (plan.h, Level::fair_groups). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/verify_reading.h"

namespace jiedui::planning {

// Of a level of the instance that has fair groups. Immutable.
class FairLevel {
 public:
  FairLevel(const Reading& reading, const Level& level);

  // The place of the person's group among the level's; -1: none.
  int32_t group_of(int32_t person) const { return group_of_[static_cast<size_t>(person)]; }
  int64_t TotalOf(const Reading& reading, const std::vector<int32_t>& chosen) const;
  int64_t highest() const { return highest_; }

  // What the pairs of all groups are worth at `weight` beyond the groups' prices; nullopt: it leaves `most`.
  std::optional<absl::int128> Surplus(absl::int128 weight, const std::vector<absl::int128>& prices,
                                      absl::int128 most) const;

 private:
  std::vector<int32_t> group_of_;            // a person
  std::vector<std::vector<int64_t>> worth_;  // a group: of its first, second, ... pair
  int64_t highest_ = 0;
};

}  // namespace jiedui::planning
