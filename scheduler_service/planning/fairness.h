// SPDX-License-Identifier: Apache-2.0
// A level of fairness: how evenly the groups of Level::fair_groups are served. A group's share is its chosen pairs by
// its people (those with a pair); the level wants the leximin: the least share as large as can be, then the second
// least, and so on.
//
// That is no sum over pairs, but a sum over groups, each of which gains less by every further pair: the worth of a
// group's next pair depends on its share before alone (then on its size: a small group's share rises by more), and
// falls as that rises. Counts of pairs by group that a flow can have form an M-convex set, and there whoever has the
// largest such sum has the leximin, however fast the worth falls (docs/adr/0025). So it falls by one from one step to
// the next: small numbers, and a price for each group proves the sum (plan.h).
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler_service/planning/falling_worth.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

bool HasFairness(const Instance& instance);

// The worth of groups, which are places in Level::fair_groups. Immutable.
class Fairness : public FallingWorth {
 public:
  // Of the instance's level of fairness, if it has one. Time: sorting the pairs that the groups could have.
  explicit Fairness(const Instance& instance);

  int32_t level() const { return level_; }  // kNone: there is none, and no groups
  int32_t groups() const { return classes(); }
  int32_t group_of(int32_t person) const { return level_ == kNone ? kNone : group_of_[At(person)]; }

  std::vector<int32_t> Count(const Instance& instance, const std::vector<int32_t>& pairs) const;  // a group

 private:
  int32_t level_ = kNone;
  std::vector<int32_t> group_of_;  // a person
};

}  // namespace jiedui::planning
