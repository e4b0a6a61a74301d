// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/ties.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"

namespace jiedui::planning {
namespace {

// Numbers 0 .. size-1 in sets, each with its least number at the root.
class DisjointSets {
 public:
  explicit DisjointSets(size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0); }

  size_t Root(size_t k) {
    while (parent_[k] != k) k = parent_[k] = parent_[parent_[k]];
    return k;
  }
  void Join(size_t a, size_t b) {
    const auto [low, high] = std::minmax({Root(a), Root(b)});
    parent_[high] = low;
  }

 private:
  std::vector<size_t> parent_;
};

bool HaveOneInCommon(std::span<const int32_t> ascending, std::span<const int32_t> others) {
  return std::any_of(ascending.begin(), ascending.end(),
                     [others](int32_t one) { return std::binary_search(others.begin(), others.end(), one); });
}

// Joins those whose days clash: each with the one before it that ends last.
void JoinByDays(const Instance& instance, std::span<const int32_t> pairs, DisjointSets& sets) {
  const auto days = [&](size_t k) { return DaysOfPair(instance, pairs[k]); };
  std::vector<size_t> by_first(pairs.size());
  std::iota(by_first.begin(), by_first.end(), 0);
  std::sort(by_first.begin(), by_first.end(), [&](size_t a, size_t b) { return days(a).first < days(b).first; });
  size_t latest = by_first.front();
  for (const size_t k : by_first) {
    if (Clash(days(k), days(latest), instance.travel_buffer_days)) sets.Join(k, latest);
    if (days(k).last > days(latest).last) latest = k;
  }
}

}  // namespace

Ties::Ties(const Instance& instance) : instance_(instance) {
  sets_of_.resize(instance.exclusions.empty() ? 0 : instance.items.size());
  for (size_t set = 0; set < instance.exclusions.size(); ++set)
    for (const int32_t item : instance.exclusions[set]) sets_of_[At(item)].push_back(static_cast<int32_t>(set));
}

std::span<const int32_t> Ties::SetsOf(int32_t pair) const {
  if (sets_of_.empty()) return {};
  return sets_of_[At(instance_.pair_item[At(pair)])];
}

bool Ties::AreTied(int32_t pair, int32_t other) const {
  return Clash(DaysOfPair(instance_, pair), DaysOfPair(instance_, other), instance_.travel_buffer_days) ||
         HaveOneInCommon(SetsOf(pair), SetsOf(other));
}

bool Ties::ShareAnExclusion(std::span<const int32_t> pairs) const {
  if (sets_of_.empty()) return false;
  std::vector<int32_t> sets;
  for (const int32_t pair : pairs) sets.insert(sets.end(), SetsOf(pair).begin(), SetsOf(pair).end());
  std::sort(sets.begin(), sets.end());
  return std::adjacent_find(sets.begin(), sets.end()) != sets.end();
}

std::vector<std::vector<int32_t>> Ties::TiedSets(std::span<const int32_t> pairs) const {
  if (pairs.empty()) return {};
  std::vector<int32_t> ascending(pairs.begin(), pairs.end());
  std::sort(ascending.begin(), ascending.end());
  DisjointSets joined(ascending.size());
  JoinByDays(instance_, ascending, joined);
  absl::flat_hash_map<int32_t, size_t> first_of_set;
  for (size_t k = 0; k < ascending.size(); ++k)
    for (const int32_t set : SetsOf(ascending[k])) joined.Join(k, first_of_set.try_emplace(set, k).first->second);
  std::map<size_t, std::vector<int32_t>> by_root;
  for (size_t k = 0; k < ascending.size(); ++k) by_root[joined.Root(k)].push_back(ascending[k]);
  std::vector<std::vector<int32_t>> sets;
  sets.reserve(by_root.size());
  for (auto& [root, set] : by_root) sets.push_back(std::move(set));
  return sets;
}

bool Ties::AreTiedInFull(std::span<const int32_t> pairs) const {
  if (HaveACommonDay(pairs)) return true;
  const int32_t largest = LargestSet(pairs);
  for (const int32_t pair : pairs) {
    const std::span<const int32_t> sets = SetsOf(pair);
    if (std::binary_search(sets.begin(), sets.end(), largest)) continue;  // tied to all others that are in it
    for (const int32_t other : pairs)
      if (other != pair && !AreTied(pair, other)) return false;
  }
  return true;
}

// Ranges of which each meets each other one have a day in common.
bool Ties::HaveACommonDay(std::span<const int32_t> pairs) const {
  int32_t first = -kDayMax;
  int32_t last = kDayMax;
  for (const int32_t pair : pairs) {
    first = std::max(first, DaysOfPair(instance_, pair).first);
    last = std::min(last, DaysOfPair(instance_, pair).last);
  }
  return first <= last + instance_.travel_buffer_days;
}

int32_t Ties::LargestSet(std::span<const int32_t> pairs) const {
  absl::flat_hash_map<int32_t, int32_t> sizes;
  int32_t largest = -1;
  for (const int32_t pair : pairs)
    for (const int32_t set : SetsOf(pair))
      if (++sizes[set]; largest < 0 || sizes[set] > sizes[largest]) largest = set;
  return largest;
}

}  // namespace jiedui::planning
