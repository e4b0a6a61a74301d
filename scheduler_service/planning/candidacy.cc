// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/candidacy.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "absl/container/flat_hash_set.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/ties.h"

namespace jiedui::planning {
namespace {

// The pins of one person, which do not clash with each other, against further pairs.
class PinnedTies {
 public:
  PinnedTies(const Instance& instance, const Ties& ties, std::span<const int32_t> pins)
      : instance_(instance), ties_(ties) {
    by_day_.reserve(pins.size());
    for (const int32_t pin : pins) {
      by_day_.push_back(DaysOfPair(instance, pin));
      days_ += DaysOf(by_day_.back());
      sets_.insert(ties.SetsOf(pin).begin(), ties.SetsOf(pin).end());
    }
    std::sort(by_day_.begin(), by_day_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  int64_t days() const { return days_; }

  // A pin clashes with the pair, or excludes it.
  bool Tie(int32_t pair) const {
    if (by_day_.empty()) return false;
    const std::span<const int32_t> sets = ties_.SetsOf(pair);
    if (std::any_of(sets.begin(), sets.end(), [this](int32_t set) { return sets_.contains(set); })) return true;
    const DayRange& days = DaysOfPair(instance_, pair);
    const auto after = std::partition_point(by_day_.begin(), by_day_.end(),
                                            [&days](const DayRange& pin) { return pin.first <= days.first; });
    return (after != by_day_.end() && Clash(*after, days, instance_.travel_buffer_days)) ||
           (after != by_day_.begin() && Clash(*std::prev(after), days, instance_.travel_buffer_days));
  }

 private:
  const Instance& instance_;
  const Ties& ties_;
  std::vector<DayRange> by_day_;
  absl::flat_hash_set<int32_t> sets_;  // exclusions of the pins
  int64_t days_ = 0;
};

class Standing {
 public:
  explicit Standing(const Instance& instance)
      : instance_(instance),
        ties_(instance),
        before_(RequiredBefore(instance)),
        stands_(instance.pair_item.size(), true) {
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
    const PinnedTies pins(instance_, ties_, {first_pin, last_pin});
    for (int32_t pair = begin; pair < end; ++pair) {
      if (!stands_[At(pair)]) continue;
      stands_[At(pair)] = !full && !pins.Tie(pair) && IsFree(person, pair, pins.days()) && MayBeTrained(person, pair);
    }
  }

  bool IsFree(int32_t person, int32_t pair, int64_t pinned_days) const {
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
  const Ties ties_;
  const std::vector<std::vector<int32_t>> before_;
  std::vector<bool> stands_;
};

}  // namespace

// By their first days, if any two clash, two neighbours do.
std::optional<std::pair<int32_t, int32_t>> TwoThatClash(const Instance& instance, std::span<const int32_t> pairs) {
  std::vector<int32_t> by_day(pairs.begin(), pairs.end());
  std::stable_sort(by_day.begin(), by_day.end(), [&instance](int32_t a, int32_t b) {
    return DaysOfPair(instance, a).first < DaysOfPair(instance, b).first;
  });
  const auto one = std::adjacent_find(by_day.begin(), by_day.end(), [&instance](int32_t a, int32_t b) {
    return Clash(DaysOfPair(instance, a), DaysOfPair(instance, b), instance.travel_buffer_days);
  });
  if (one == by_day.end()) return std::nullopt;
  return std::pair(*one, *std::next(one));
}

std::vector<std::vector<int32_t>> RequiredBefore(const Instance& instance) {
  std::vector<std::vector<int32_t>> before(instance.prerequisites.empty() ? 0 : instance.items.size());
  for (const Prerequisite& rule : instance.prerequisites) before[At(rule.item)].push_back(rule.before);
  return before;
}

bool IsOnBusyDays(const Instance& instance, int32_t person, int32_t pair) {
  const auto busy = Of(person, instance.busy_begin, instance.busy);
  return std::any_of(busy.begin(), busy.end(), [&](const Busy& one) {
    return Clash(DaysOfPair(instance, pair), one.days, instance.travel_buffer_days);
  });
}

bool AreExcluded(const Instance& instance, int32_t item, int32_t other) {
  return std::any_of(instance.exclusions.begin(), instance.exclusions.end(), [=](const std::vector<int32_t>& set) {
    return std::binary_search(set.begin(), set.end(), item) && std::binary_search(set.begin(), set.end(), other);
  });
}

int32_t MostTogether(const Instance& instance, std::span<const int32_t> items) {
  if (items.size() <= 1 || instance.items_per_person_max == 1) return items.empty() ? 0 : 1;
  std::vector<std::pair<int32_t, int32_t>> days;
  days.reserve(items.size());
  for (const int32_t item : items)
    days.emplace_back(instance.items[At(item)].days.first, instance.items[At(item)].days.last);
  std::sort(days.begin(), days.end());
  const auto end = std::unique(days.begin(), days.end());
  return std::min(instance.items_per_person_max, static_cast<int32_t>(end - days.begin()));
}

bool CanHaveBoth(const Instance& instance, int32_t pair, int32_t other) {
  return instance.items_per_person_max > 1 &&
         !Clash(DaysOfPair(instance, pair), DaysOfPair(instance, other), instance.travel_buffer_days) &&
         !AreExcluded(instance, instance.pair_item[At(pair)], instance.pair_item[At(other)]);
}

std::vector<bool> StandingPairs(const Instance& instance) { return Standing(instance).Take(); }

}  // namespace jiedui::planning
