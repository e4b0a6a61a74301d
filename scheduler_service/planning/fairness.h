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

#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

bool HasFairness(const Instance& instance);

// Immutable. Groups are places in Level::fair_groups.
class Fairness {
 public:
  // Of the instance's level of fairness, if it has one. Time: sorting the pairs that the groups could have.
  explicit Fairness(const Instance& instance);

  int32_t level() const { return level_; }  // kNone: there is none, and no groups
  int32_t groups() const { return static_cast<int32_t>(total_.size()); }
  int32_t group_of(int32_t person) const { return level_ == kNone ? kNone : group_of_[static_cast<size_t>(person)]; }

  // Pairs that the group has at most, whatever is chosen.
  int32_t pairs_max(int32_t group) const { return static_cast<int32_t>(Totals(group).size()) - 1; }
  // What the first `pairs` of the group are worth together, and what one more is.
  int64_t TotalOf(int32_t group, int32_t pairs) const { return Totals(group)[static_cast<size_t>(pairs)]; }
  int64_t WorthOfNext(int32_t group, int32_t pairs) const { return TotalOf(group, pairs + 1) - TotalOf(group, pairs); }
  int64_t worth_max() const { return worth_max_; }  // of any pair
  int64_t total_max() const;                        // of the level

  std::vector<int32_t> Count(const Instance& instance, const std::vector<int32_t>& pairs) const;  // a group

 private:
  const std::vector<int64_t>& Totals(int32_t group) const { return total_[static_cast<size_t>(group)]; }
  void SetTotals(const std::vector<int32_t>& people, const std::vector<int32_t>& pairs_max);

  int32_t level_ = kNone;
  int64_t worth_max_ = 0;
  std::vector<int32_t> group_of_;            // a person
  std::vector<std::vector<int64_t>> total_;  // a group: by pairs
};

// What the pairs come to at each level.
std::vector<int64_t> ValuesOf(const Instance& instance, const std::vector<int32_t>& pairs);

}  // namespace jiedui::planning
