// SPDX-License-Identifier: Apache-2.0
// Pairs of a person that cannot stand beside each other: their days clash, or an exclusion has both items. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

// Look-ups over an instance, which must outlive it.
class Ties {
 public:
  explicit Ties(const Instance& instance);

  // Exclusions that have the pair's item, ascending.
  std::span<const int32_t> SetsOf(int32_t pair) const;
  bool AreTied(int32_t pair, int32_t other) const;
  // Two at least of the pairs are in one exclusion.
  bool ShareAnExclusion(std::span<const int32_t> pairs) const;
  // The pairs cut into sets such that nothing ties two sets; each ascending, by its first pair. Time: sorting.
  std::vector<std::vector<int32_t>> TiedSets(std::span<const int32_t> pairs) const;
  // Each of the pairs is tied to each other one. Time: sorting where days or one exclusion tie them all, else at most
  // the pairs times those that are not in the largest exclusion.
  bool AreTiedInFull(std::span<const int32_t> pairs) const;

 private:
  bool HaveACommonDay(std::span<const int32_t> pairs) const;
  // The exclusion that has most of the pairs; -1: none has any.
  int32_t LargestSet(std::span<const int32_t> pairs) const;

  const Instance& instance_;
  std::vector<std::vector<int32_t>> sets_of_;  // exclusions of an item, ascending; empty: there are none
};

}  // namespace jiedui::planning
