// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_sets.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace jiedui::planning {
namespace {

class Parting {
 public:
  Parting(const Reading& reading, std::span<const int32_t> items)
      : reading_(reading), items_(items), set_of_(items.size()) {
    std::iota(set_of_.begin(), set_of_.end(), 0);
  }

  std::optional<std::vector<size_t>> Take() && {
    LinkByDays();
    LinkByExclusions();
    std::map<size_t, std::vector<size_t>> sets;
    for (size_t k = 0; k < items_.size(); ++k) sets[FirstOf(k)].push_back(k);
    for (const auto& [first, members] : sets) {
      if (!OneAlone(members)) return std::nullopt;
      for (const size_t k : members) set_of_[k] = first;
    }
    return std::move(set_of_);
  }

 private:
  const DayRange& days(size_t k) const { return reading_.instance().items[static_cast<size_t>(items_[k])].days; }

  size_t FirstOf(size_t k) {
    size_t first = k;
    while (set_of_[first] != first) first = set_of_[first];
    while (set_of_[k] != first) k = std::exchange(set_of_[k], first);
    return first;
  }

  void Link(size_t a, size_t b) {
    const size_t first = std::min(FirstOf(a), FirstOf(b));
    set_of_[FirstOf(a)] = first;
    set_of_[FirstOf(b)] = first;
  }

  void LinkByDays() {
    std::vector<size_t> order(items_.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [this](size_t a, size_t b) { return days(a).first < days(b).first; });
    for (size_t k = 1, open = 0; k < order.size(); ++k) {  // `open`: ends last of those before
      if (reading_.TooClose(days(order[open]), days(order[k]))) Link(order[open], order[k]);
      if (days(order[k]).last > days(order[open]).last) open = k;
    }
  }

  void LinkByExclusions() {
    std::map<int32_t, size_t> seen;
    for (size_t k = 0; k < items_.size(); ++k)
      for (const int32_t exclusion : reading_.exclusions(items_[k])) Link(k, seen.emplace(exclusion, k).first->second);
  }

  bool GoTogether(size_t a, size_t b) const {
    return !reading_.TooClose(days(a), days(b)) && !reading_.AreExclusive(items_[a], items_[b]);
  }

  // No two of them go together.
  bool OneAlone(const std::vector<size_t>& members) const {
    const auto begins_last = std::max_element(members.begin(), members.end(),
                                              [this](size_t a, size_t b) { return days(a).first < days(b).first; });
    const auto ends_first = std::min_element(members.begin(), members.end(),
                                             [this](size_t a, size_t b) { return days(a).last < days(b).last; });
    if (days(*ends_first).last >= days(*begins_last).first || reading_.TooClose(days(*ends_first), days(*begins_last)))
      return true;
    const std::optional<int32_t> common = MostCommon(members);
    for (const size_t k : members) {
      const std::vector<int32_t>& mine = reading_.exclusions(items_[k]);
      if (common.has_value() && std::find(mine.begin(), mine.end(), *common) != mine.end()) continue;
      for (const size_t other : members)
        if (other != k && GoTogether(k, other)) return false;
    }
    return true;
  }

  std::optional<int32_t> MostCommon(const std::vector<size_t>& members) const {
    std::map<int32_t, size_t> count;
    for (const size_t k : members)
      for (const int32_t exclusion : reading_.exclusions(items_[k])) ++count[exclusion];
    if (count.empty()) return std::nullopt;
    return std::max_element(count.begin(), count.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }

  const Reading& reading_;
  const std::span<const int32_t> items_;
  std::vector<size_t> set_of_;  // each points towards the first of its set
};

}  // namespace

std::optional<std::vector<size_t>> PartIntoSets(const Reading& reading, std::span<const int32_t> items) {
  return Parting(reading, items).Take();
}

}  // namespace jiedui::planning
