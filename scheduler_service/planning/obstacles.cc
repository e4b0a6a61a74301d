// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/obstacles.h"

#include <algorithm>
#include <span>

#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"

namespace jiedui::planning {
namespace {

int64_t DaysBetween(const DayRange& a, const DayRange& b) {
  return a.first > b.last ? int64_t{a.first} - b.last - 1 : int64_t{b.first} - a.last - 1;
}

class Finder {
 public:
  Finder(const Instance& instance, int32_t person, int32_t pair, const Supposing& supposing)
      : instance_(instance), person_(person), pair_(pair), days_(DaysOfPair(instance, pair)), supposing_(supposing) {}

  std::vector<Obstacle> Take() && {
    const bool is_forbidden = std::binary_search(instance_.forbidden.begin(), instance_.forbidden.end(), pair_);
    if (is_forbidden || pair_ == supposing_.pin) Add(Obstacle::Kind::kForbidden, pair_, 0, 0);
    FindPins();
    FindBusy();
    FindDaysLimit();
    FindPrerequisites();
    return std::move(obstacles_);
  }

 private:
  void Add(Obstacle::Kind kind, int32_t index, int64_t actual, int64_t required) {
    obstacles_.push_back({kind, index, actual, required});
  }

  void FindPins() {
    const std::vector<int32_t>& pinned = instance_.pinned;
    int32_t pins = 0;
    auto pin = std::lower_bound(pinned.begin(), pinned.end(), instance_.pair_begin[At(person_)]);
    for (; pin != pinned.end() && *pin < instance_.pair_begin[At(person_) + 1]; ++pin) {
      if (*pin == supposing_.pin) continue;
      ++pins;
      const DayRange& other = DaysOfPair(instance_, *pin);
      pinned_days_ += DaysOf(other);
      if (AreExcluded(instance_, instance_.pair_item[At(pair_)], instance_.pair_item[At(*pin)]))
        Add(Obstacle::Kind::kExcluded, *pin, 0, 0);
      if (Clash(days_, other, instance_.travel_buffer_days))
        Add(Obstacle::Kind::kPinned, *pin, DaysBetween(days_, other), instance_.travel_buffer_days);
    }
    if (pins >= instance_.items_per_person_max)
      Add(Obstacle::Kind::kFullyPinned, 0, pins, instance_.items_per_person_max);
  }

  void FindDaysLimit() {
    if (instance_.days_per_person.empty() || instance_.days_per_person[At(person_)] == kNoLimit) return;
    const int32_t left = instance_.days_per_person[At(person_)] - pinned_days_;
    if (DaysOf(days_) > left) Add(Obstacle::Kind::kDaysLimit, 0, DaysOf(days_), left);
  }

  void FindBusy() {
    if (instance_.busy_begin.empty()) return;
    for (int32_t k = instance_.busy_begin[At(person_)]; k < instance_.busy_begin[At(person_) + 1]; ++k) {
      const DayRange& other = instance_.busy[At(k)].days;
      if (k != supposing_.busy && Clash(days_, other, instance_.travel_buffer_days))
        Add(Obstacle::Kind::kBusy, k, DaysBetween(days_, other), instance_.travel_buffer_days);
    }
  }

  void FindPrerequisites() {
    const auto completed = Of(person_, instance_.completed_begin, instance_.completed);
    const auto candidates = Of(person_, instance_.pair_begin, instance_.pair_item);
    for (const Prerequisite& rule : instance_.prerequisites) {
      if (rule.item != instance_.pair_item[At(pair_)] || rule.before == supposing_.completed) continue;
      if (std::binary_search(completed.begin(), completed.end(), rule.before)) continue;
      const DayRange& before = instance_.items[At(rule.before)].days;
      if (instance_.items_per_person_max > 1 && before.last < days_.first &&
          std::binary_search(candidates.begin(), candidates.end(), rule.before))
        continue;
      Add(Obstacle::Kind::kPrerequisite, rule.before, 0, int64_t{days_.first} - 1);
    }
  }

  const Instance& instance_;
  const int32_t person_;
  const int32_t pair_;
  const DayRange days_;
  const Supposing supposing_;
  int32_t pinned_days_ = 0;
  std::vector<Obstacle> obstacles_;
};

}  // namespace

std::vector<Obstacle> ObstaclesOf(const Instance& instance, int32_t person, int32_t pair, const Supposing& supposing) {
  return Finder(instance, person, pair, supposing).Take();
}

}  // namespace jiedui::planning
