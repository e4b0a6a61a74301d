// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/pins.h"

#include <algorithm>
#include <span>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"
#include "scheduler_service/planning/home_ledger.h"
#include "scheduler_service/planning/ties.h"

namespace jiedui::planning {
namespace {

template <typename... Words>
absl::Status Broken(const Words&... words) {
  return absl::FailedPreconditionError(absl::StrCat("pins alone cannot hold: ", words...));
}

class Pins {
 public:
  explicit Pins(const Instance& instance) : instance_(instance), ties_(instance), pins_(instance.pinned) {}

  absl::StatusOr<std::vector<int32_t>> Take() && {
    if (pins_.empty()) return std::move(pins_);
    RETURN_IF_ERROR(AddRequired());
    std::sort(pins_.begin(), pins_.end());
    for (size_t first = 0, last = 0; first < pins_.size(); first = last) {
      const int32_t person = PersonOfPair(instance_, pins_[first]);
      while (last < pins_.size() && pins_[last] < instance_.pair_begin[At(person) + 1]) ++last;
      RETURN_IF_ERROR(CheckPerson(person, std::span<const int32_t>(pins_).subspan(first, last - first)));
    }
    RETURN_IF_ERROR(CheckShared());
    return std::move(pins_);
  }

 private:
  int32_t ItemOf(int32_t pair) const { return instance_.pair_item[At(pair)]; }

  absl::Status AddRequired() {
    if (instance_.prerequisites.empty()) return absl::OkStatus();
    const std::vector<std::vector<int32_t>> required = RequiredBefore(instance_);
    absl::flat_hash_set<int32_t> known(pins_.begin(), pins_.end());
    for (size_t k = 0; k < pins_.size(); ++k)
      for (const int32_t before : required[At(ItemOf(pins_[k]))]) RETURN_IF_ERROR(AddBefore(pins_[k], before, known));
    return absl::OkStatus();
  }

  absl::Status AddBefore(int32_t pin, int32_t before, absl::flat_hash_set<int32_t>& known) {
    const int32_t person = PersonOfPair(instance_, pin);
    const auto completed = Of(person, instance_.completed_begin, instance_.completed);
    if (std::binary_search(completed.begin(), completed.end(), before)) return absl::OkStatus();
    const auto items = Of(person, instance_.pair_begin, instance_.pair_item);
    const auto place = std::lower_bound(items.begin(), items.end(), before);
    const bool in_time = instance_.items[At(before)].days.last < DaysOfPair(instance_, pin).first;
    if (!in_time || place == items.end() || *place != before)
      return Broken("people[", person, "] cannot get items[", before, "] before items[", ItemOf(pin), "]");
    const int32_t pair = instance_.pair_begin[At(person)] + static_cast<int32_t>(place - items.begin());
    if (known.insert(pair).second) pins_.push_back(pair);
    return absl::OkStatus();
  }

  absl::Status CheckPerson(int32_t person, std::span<const int32_t> mine) const {
    if (Size(mine.size()) > instance_.items_per_person_max) return Broken("people[", person, "] has too many items");
    int64_t days = 0;
    const auto busy = Of(person, instance_.busy_begin, instance_.busy);
    for (size_t k = 0; k < mine.size(); ++k) {
      days += DaysOf(DaysOfPair(instance_, mine[k]));
      if (std::binary_search(instance_.forbidden.begin(), instance_.forbidden.end(), mine[k]))
        return Broken("pairs[", mine[k], "] is required but forbidden");
      const auto is_too_close = [&](const DayRange& other) {
        return Clash(DaysOfPair(instance_, mine[k]), other, instance_.travel_buffer_days);
      };
      if (std::any_of(busy.begin(), busy.end(), [&](const Busy& one) { return is_too_close(one.days); }))
        return Broken("pairs[", mine[k], "] is on busy days of people[", person, "]");
    }
    RETURN_IF_ERROR(CheckEachOther(mine));
    const bool is_limited = !instance_.days_per_person.empty() && instance_.days_per_person[At(person)] != kNoLimit;
    if (is_limited && days > instance_.days_per_person[At(person)])
      return Broken("people[", person, "] has more days than days_per_person");
    return absl::OkStatus();
  }

  // By their days, or an exclusion.
  absl::Status CheckEachOther(std::span<const int32_t> mine) const {
    if (const auto two = TwoThatClash(instance_, mine)) return ExcludeEachOther(two->first, two->second);
    absl::flat_hash_map<int32_t, int32_t> pin_of_set;
    for (const int32_t pin : mine)
      for (const int32_t set : ties_.SetsOf(pin))
        if (const auto [other, is_new] = pin_of_set.try_emplace(set, pin); !is_new)
          return ExcludeEachOther(other->second, pin);
    return absl::OkStatus();
  }

  static absl::Status ExcludeEachOther(int32_t pin, int32_t other) {
    return Broken("pairs[", std::max(pin, other), "] and pairs[", std::min(pin, other), "] exclude each other");
  }

  absl::Status CheckShared() const {
    std::vector<int32_t> in_item(instance_.items.size());
    HomeLedger home(instance_);
    for (const int32_t pin : pins_) {
      const int32_t item = ItemOf(pin);
      const int32_t person = PersonOfPair(instance_, pin);
      if (++in_item[At(item)] > instance_.items[At(item)].seats) return Broken("items[", item, "] has too few seats");
      if (!home.HasRoom(person, item)) return Broken("home coverage of people[", person, "] in items[", item, "]");
      home.Add(person, item, 1);
    }
    for (size_t q = 0; q < instance_.quotas.size(); ++q)
      if (in_item[At(instance_.quotas[q].item)] > instance_.quotas[q].ceiling &&
          Counted(q) > instance_.quotas[q].ceiling)
        return Broken("quotas[", q, "] has too low a ceiling");
    return absl::OkStatus();
  }

  std::ptrdiff_t Counted(size_t q) const {
    const Quota& quota = instance_.quotas[q];
    return std::count_if(pins_.begin(), pins_.end(), [&](int32_t pin) {
      const auto groups = Of(PersonOfPair(instance_, pin), instance_.group_begin, instance_.group);
      return ItemOf(pin) == quota.item && std::binary_search(groups.begin(), groups.end(), quota.group);
    });
  }

  const Instance& instance_;
  const Ties ties_;
  std::vector<int32_t> pins_;
};

}  // namespace

absl::StatusOr<std::vector<int32_t>> CompletePins(const Instance& instance) { return Pins(instance).Take(); }

}  // namespace jiedui::planning
