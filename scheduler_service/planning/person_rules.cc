// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/person_rules.h"

#include <algorithm>

#include "scheduler_service/planning/candidacy.h"

namespace jiedui::planning {

PersonRules::PersonRules(const Instance& instance, const Choices& choices)
    : instance_(instance), choices_(choices), person_(At(choices.entries())) {
  for (int32_t i = 0; i < choices.people(); ++i)
    std::fill(person_.begin() + choices.entry_begin[At(i)], person_.begin() + choices.entry_begin[At(i) + 1], i);
  if (!instance.prerequisites.empty()) needs_.resize(instance.items.size());
  for (const Prerequisite& rule : instance.prerequisites) needs_[At(rule.item)].push_back(rule.before);
  if (!instance.exclusions.empty()) exclusion_.resize(instance.items.size());
  for (size_t set = 0; set < instance.exclusions.size(); ++set)
    for (const int32_t item : instance.exclusions[set]) exclusion_[At(item)].push_back(static_cast<int32_t>(set));
  days_left_ = instance.days_per_person;
  for (int32_t i = 0; i < Size(days_left_.size()); ++i) {
    if (days_left_[At(i)] == kNoLimit) {
      days_left_[At(i)] = kAnyDays;
      continue;
    }
    for (const int32_t pin : PinsOf(i)) days_left_[At(i)] -= DaysOfItem(instance.pair_item[At(pin)]);
  }
}

std::span<const int32_t> PersonRules::PinsOf(int32_t person) const {
  const std::vector<int32_t>& pinned = instance_.pinned;
  if (instance_.pair_begin.empty()) return {};
  const auto first = std::lower_bound(pinned.begin(), pinned.end(), instance_.pair_begin[At(person)]);
  return {first, std::lower_bound(first, pinned.end(), instance_.pair_begin[At(person) + 1])};
}

int32_t PersonRules::DaysOfItem(int32_t item) const { return planning::DaysOf(instance_.items[At(item)].days); }

bool PersonRules::ShareExclusion(int32_t item, int32_t other) const {
  if (exclusion_.empty()) return false;
  const std::vector<int32_t>& sets = exclusion_[At(item)];
  return std::any_of(sets.begin(), sets.end(), [&](int32_t set) {
    return std::binary_search(exclusion_[At(other)].begin(), exclusion_[At(other)].end(), set);
  });
}

bool PersonRules::Clashes(int32_t a, int32_t b) const {
  const int32_t first = ItemOf(a);
  const int32_t second = ItemOf(b);
  return Clash(instance_.items[At(first)].days, instance_.items[At(second)].days, instance_.travel_buffer_days) ||
         ShareExclusion(first, second);
}

// By what the person has completed, or is pinned to.
bool PersonRules::IsBrought(int32_t person, int32_t needed, int32_t for_item) const {
  const auto completed = Of(person, instance_.completed_begin, instance_.completed);
  if (std::binary_search(completed.begin(), completed.end(), needed)) return true;
  const auto pins = PinsOf(person);
  return instance_.items[At(needed)].days.last < instance_.items[At(for_item)].days.first &&
         std::any_of(pins.begin(), pins.end(), [&](int32_t pin) { return instance_.pair_item[At(pin)] == needed; });
}

int32_t PersonRules::Missing(int32_t entry, std::span<const int32_t> held) const {
  if (needs_.empty()) return kNoItem;
  const int32_t item = ItemOf(entry);
  for (const int32_t needed : needs_[At(item)]) {
    const bool in_time = instance_.items[At(needed)].days.last < instance_.items[At(item)].days.first;
    const bool is_held =
        in_time && std::any_of(held.begin(), held.end(), [&](int32_t other) { return ItemOf(other) == needed; });
    if (!is_held && !IsBrought(PersonOf(entry), needed, item)) return needed;
  }
  return kNoItem;
}

int32_t PersonRules::EntryFor(int32_t entry_of_person, int32_t item) const {
  const int32_t person = PersonOf(entry_of_person);
  for (int32_t entry = choices_.entry_begin[At(person)]; entry < choices_.entry_begin[At(person) + 1]; ++entry)
    if (ItemOf(entry) == item) return entry;
  return kNoItem;
}

}  // namespace jiedui::planning
