// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/candidacy.h"

#include <algorithm>
#include <span>

#include "scheduler_service/planning/arrays.h"

namespace jiedui::planning {
namespace {

// Prerequisites by item, for few look-ups per pair.
std::vector<std::vector<int32_t>> RequiredBefore(const Instance& instance) {
  std::vector<std::vector<int32_t>> before(instance.prerequisites.empty() ? 0 : instance.items.size());
  for (const Prerequisite& rule : instance.prerequisites) before[At(rule.item)].push_back(rule.before);
  return before;
}

class Standing {
 public:
  explicit Standing(const Instance& instance)
      : instance_(instance), before_(RequiredBefore(instance)), stands_(instance.pair_item.size(), true) {
    for (const int32_t pair : instance.forbidden) stands_[At(pair)] = false;
  }

  std::vector<bool> Take() && {
    for (int32_t person = 0; person < PeopleWithPairs(instance_); ++person) Judge(person);
    for (const int32_t pair : instance_.pinned) stands_[At(pair)] = true;
    return std::move(stands_);
  }

 private:
  void Judge(int32_t person) {
    const int32_t begin = instance_.pair_begin[At(person)];
    const int32_t end = instance_.pair_begin[At(person) + 1];
    const std::vector<int32_t>& pinned = instance_.pinned;
    const auto first_pin = std::lower_bound(pinned.begin(), pinned.end(), begin);
    const auto last_pin = std::lower_bound(first_pin, pinned.end(), end);
    const bool full = last_pin - first_pin >= instance_.items_per_person_max;
    int32_t pinned_days = 0;
    for (auto pin = first_pin; pin != last_pin; ++pin) pinned_days += DaysOf(DaysOfPair(instance_, *pin));
    for (int32_t pair = begin; pair < end; ++pair) {
      if (!stands_[At(pair)]) continue;
      const bool clashes = std::any_of(first_pin, last_pin, [this, pair](int32_t pin) {
        return Clash(DaysOfPair(instance_, pair), DaysOfPair(instance_, pin), instance_.travel_buffer_days) ||
               AreExcluded(instance_, instance_.pair_item[At(pair)], instance_.pair_item[At(pin)]);
      });
      stands_[At(pair)] = !full && !clashes && IsFree(person, pair, pinned_days) && MayBeTrained(person, pair);
    }
  }

  bool IsFree(int32_t person, int32_t pair, int32_t pinned_days) const {
    const DayRange& days = DaysOfPair(instance_, pair);
    if (!instance_.days_per_person.empty()) {
      const int32_t limit = instance_.days_per_person[At(person)];
      if (limit != kNoLimit && DaysOf(days) > limit - pinned_days) return false;
    }
    const auto busy = Of(person, instance_.busy_begin, instance_.busy);
    return std::none_of(busy.begin(), busy.end(),
                        [&](const Busy& other) { return Clash(days, other.days, instance_.travel_buffer_days); });
  }

  bool MayBeTrained(int32_t person, int32_t pair) const {
    if (before_.empty()) return true;
    const std::vector<int32_t>& before = before_[At(instance_.pair_item[At(pair)])];
    const auto completed = Of(person, instance_.completed_begin, instance_.completed);
    const auto candidates = Of(person, instance_.pair_begin, instance_.pair_item);
    return std::all_of(before.begin(), before.end(), [&](int32_t item) {
      if (std::binary_search(completed.begin(), completed.end(), item)) return true;
      return instance_.items_per_person_max > 1 &&
             instance_.items[At(item)].days.last < DaysOfPair(instance_, pair).first &&
             std::binary_search(candidates.begin(), candidates.end(), item);
    });
  }

  const Instance& instance_;
  const std::vector<std::vector<int32_t>> before_;
  std::vector<bool> stands_;
};

}  // namespace

bool AreExcluded(const Instance& instance, int32_t item, int32_t other) {
  return std::any_of(instance.exclusions.begin(), instance.exclusions.end(), [=](const std::vector<int32_t>& set) {
    return std::binary_search(set.begin(), set.end(), item) && std::binary_search(set.begin(), set.end(), other);
  });
}

bool CanHaveBoth(const Instance& instance, int32_t pair, int32_t other) {
  return instance.items_per_person_max > 1 &&
         !Clash(DaysOfPair(instance, pair), DaysOfPair(instance, other), instance.travel_buffer_days) &&
         !AreExcluded(instance, instance.pair_item[At(pair)], instance.pair_item[At(other)]);
}

std::vector<bool> StandingPairs(const Instance& instance) { return Standing(instance).Take(); }

}  // namespace jiedui::planning
