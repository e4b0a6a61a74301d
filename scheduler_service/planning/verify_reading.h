// SPDX-License-Identifier: Apache-2.0
// How the judge reads an instance: its own look-ups, shared with no solver. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/verify.h"

namespace jiedui::planning {

// Findings in the order they are made; beyond kFindingsMax they are only counted as there.
class Findings {
 public:
  explicit Findings(std::vector<std::string>& list) : list_(list) {}
  void Add(std::string finding) {
    if (list_.size() < kFindingsMax) list_.push_back(std::move(finding));
  }

 private:
  std::vector<std::string>& list_;
};

// `instance` must outlive it.
class Reading {
 public:
  explicit Reading(const Instance& instance);

  const Instance& instance() const { return instance_; }
  int32_t person_of(int32_t pair) const { return person_of_[static_cast<size_t>(pair)]; }
  int32_t item_of(int32_t pair) const { return instance_.pair_item[static_cast<size_t>(pair)]; }
  const Item& item(int32_t pair) const { return instance_.items[static_cast<size_t>(item_of(pair))]; }

  std::span<const int32_t> groups(int32_t person) const {
    return Slice(instance_.group_begin, instance_.group, person);
  }
  std::span<const Busy> busy(int32_t person) const { return Slice(instance_.busy_begin, instance_.busy, person); }
  std::span<const int32_t> completed(int32_t person) const {
    return Slice(instance_.completed_begin, instance_.completed, person);
  }
  std::span<const int32_t> items(int32_t person) const {
    return Slice(instance_.pair_begin, instance_.pair_item, person);
  }

  // At most so many of the items, each named once, can one person have: no two that are on the same days.
  int64_t MostOf(const std::vector<int32_t>& items) const;

  // Items that `item` requires before it.
  std::span<const int32_t> before(int32_t item) const { return Slice(before_begin_, before_, item); }

  // The quotas that a pair counts for.
  std::vector<int32_t> QuotasOf(int32_t pair) const;

  // Place of the level with fair groups, and of the one with periods; -1: none.
  int32_t fair_level() const;
  int32_t spread_level() const;

  // The pair by itself breaks no rule: not forbidden, no busy day, within the days limit, prerequisites within reach.
  bool Stands(int32_t pair) const;
  // Exclusions that have the item, ascending.
  const std::vector<int32_t>& exclusions(int32_t item) const { return exclusions_[static_cast<size_t>(item)]; }
  // One of them has both.
  bool AreExclusive(int32_t item, int32_t other) const;
  bool IsPinned(int32_t pair) const { return is_pinned_[static_cast<size_t>(pair)]; }

  bool TooClose(const DayRange& a, const DayRange& b) const {
    const DayRange& first = a.first <= b.first ? a : b;
    const DayRange& second = a.first <= b.first ? b : a;
    return second.first - first.last <= instance_.travel_buffer_days;
  }

 private:
  template <typename T>
  static std::span<const T> Slice(const std::vector<int32_t>& begin, const std::vector<T>& all, int32_t owner) {
    const auto k = static_cast<size_t>(owner);
    if (k + 1 >= begin.size()) return {};
    return {all.data() + begin[k], all.data() + begin[k + 1]};
  }

  bool PrerequisitesInReach(int32_t pair) const;

  const Instance& instance_;
  std::vector<int32_t> person_of_;
  std::vector<bool> is_pinned_;
  std::vector<bool> is_forbidden_;
  std::vector<int32_t> quota_begin_;  // of an item
  std::vector<int32_t> quota_;        // by item and group
  std::vector<int32_t> before_begin_;
  std::vector<int32_t> before_;
  std::vector<std::vector<int32_t>> exclusions_;  // of an item
};

}  // namespace jiedui::planning
