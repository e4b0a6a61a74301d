// SPDX-License-Identifier: Apache-2.0
// A plan, how good it is, and the prices that prove it. Plain values, made by Solve, judged by Verify.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"

namespace jiedui::planning {

// How a plan was found; says nothing of how good it is, the bound does.
enum class Method {
  kFlow,          // primal-dual over seats and nested quotas: exact
  kLagrangian,    // seat prices, repaired and improved
  kNeighbourhood  // re-solved parts of a given plan
};

// In Plan::relaxed, of a plan whose fairness was not decided by the exact method.
inline constexpr char kFairnessIsBounded[] =
    "fairness: its value is bounded; that the largest is the leximin is not proven";

struct Plan {
  std::vector<int32_t> pairs;  // chosen, ascending
  std::vector<int64_t> value;  // a level
  std::vector<int64_t> bound;  // a level: no plan that is equal at the levels before has more here
  Method method = Method::kFlow;
  std::vector<std::string> relaxed;  // rules that the bound leaves out, in words; empty in the exact case

  // No plan is lexicographically better: that is what bound == value at every level says, unless fairness is bounded
  // only.
  bool optimal() const {
    return bound == value && std::find(relaxed.begin(), relaxed.end(), kFairnessIsBounded) == relaxed.end();
  }
  int64_t gap(size_t level) const { return bound[level] - value[level]; }
};

// One proof. Let w(pair) = sum over levels of level_weight * value. For every plan that keeps the rules,
//   denominator * sum of w(chosen)  <=  sum of person  +  sum over items of what its seats and quotas are worth
// where, with price(pair) = seat[item] + sum of quota[q] over the item's quotas q whose group has the person
//                           - fair_group[g] of the person's fair group g - period[p] of the item's period p,
//   person[i] >= the best that i could gain: sum of (denominator * w - price) over pairs that i may have together
//                (busy days, overlaps, number of items, pins and forbidden pairs are kept, and what makes a pair
//                impossible by itself: days limit, prerequisite out of reach; other rules are left out);
//   an item is worth seats * seat if seat >= 0, else seats_min * seat (seat < 0 only where seats_min > 0), plus, for
//                each of its quotas, ceiling * quota if quota >= 0, else floor * quota; a closable item at least 0.
// A level of fairness (weight W, the k-th pair of group g worth u(g, k)) adds to the left side what it comes to, and to
// the right side what each pair of each group is worth beyond its price: max(0, denominator * W * u(g, k) -
// fair_group[g]). So fair_group[g] is what one pair more or less of the group is worth to evenness, and paid to whoever
// has one. A level of spread likewise, with its periods for groups, and period[p] paid for each pair of the period.
// So a positive price is what one more seat or a higher ceiling brings at most, a negative one what a floor costs.
// With every level_weight 0 and a right side below 0 it proves that there is no plan at all.
struct Prices {
  std::vector<absl::int128> level_weight;  // a level, >= 0
  int64_t denominator = 1;                 // > 0; of fractional prices
  std::vector<absl::int128> seat;          // an item
  std::vector<absl::int128> quota;         // a quota of the instance
  std::vector<absl::int128> person;        // a person; >= 0 unless pinned
  std::vector<absl::int128> fair_group{};  // a fair group, in the order of the level; empty = all 0
  std::vector<absl::int128> period{};      // a period of the level of spread; empty = all 0
};

// Each proof bounds one weighted sum of the levels; together they give Plan::bound. One proof whose weights make every
// level outweigh all later ones proves all levels of an optimal plan at once. Where such weights do not fit, the first
// levels have proofs of their own, in which later ones weigh nothing.
struct Certificate {
  std::vector<Prices> proofs;
};

}  // namespace jiedui::planning
