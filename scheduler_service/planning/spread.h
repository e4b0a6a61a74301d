// SPDX-License-Identifier: Apache-2.0
// A level of spread: how evenly chosen pairs are spread over periods (Level::periods), so that not everybody is away in
// the same weeks. A period's load is its places that are taken already and its chosen pairs; of two plans with as many
// pairs, the level wants the one with the lesser sum of squares of the loads.
//
// As fairness (fairness.h) it is a sum over periods, of which each gains less by every further pair: what the next one
// is worth falls by one with each that the period has. So of as many pairs, the largest sum is the least sum of
// squares; where a flow decides, it is the leximax as well: the fullest period as empty as can be, then the second, and
// so on. Every pair is worth something: in the exact case without floors the level leaves no place empty. Elsewhere it
// may: one long item in a quiet period can be worth more than two short ones in a full one (docs/adr/0026).
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/planning/falling_worth.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

bool HasSpread(const Instance& instance);

// The worth of periods. Immutable.
class Spread : public FallingWorth {
 public:
  // Of the instance's level of spread, if it has one. Time: linear in the pairs.
  explicit Spread(const Instance& instance);

  int32_t level() const { return level_; }  // kNone: there is none, and no periods
  int32_t periods() const { return classes(); }
  int32_t items() const { return Size(period_of_.size()); }  // 0 without a level
  int32_t period_of(int32_t item) const { return level_ == kNone ? kNone : period_of_[At(item)]; }

  // Chosen pairs by period; places taken already are not among them.
  std::vector<int32_t> Count(const Instance& instance, const std::vector<int32_t>& pairs) const;

 private:
  int32_t level_ = kNone;
  std::vector<int32_t> period_of_;  // an item
};

}  // namespace jiedui::planning
