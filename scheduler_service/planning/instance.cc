// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/instance.h"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/candidacy.h"

namespace jiedui::planning {
namespace {

template <typename... Words>
absl::Status Wrong(const Words&... words) {
  return absl::InvalidArgumentError(absl::StrCat(words...));
}

absl::Status CheckRange(absl::string_view name, int64_t found, int64_t least, int64_t most) {
  if (found >= least && found <= most) return absl::OkStatus();
  return Wrong(name, ": ", found, ", must be ", least, " to ", most);
}

std::string At(absl::string_view array, int64_t index) { return absl::StrCat(array, "[", index, "]"); }

absl::Status CheckDays(const std::string& name, const DayRange& days) {
  RETURN_IF_ERROR(CheckRange(absl::StrCat(name, ".first"), days.first, -kDayMax, kDayMax));
  return CheckRange(absl::StrCat(name, ".last"), days.last, days.first, kDayMax);
}

absl::Status CheckAscending(absl::string_view name, const std::vector<int32_t>& array, int32_t below) {
  for (size_t k = 0; k < array.size(); ++k) {
    RETURN_IF_ERROR(CheckRange(At(name, static_cast<int64_t>(k)), array[k], 0, int64_t{below} - 1));
    if (k > 0 && array[k] <= array[k - 1])
      return Wrong(At(name, static_cast<int64_t>(k)), ": ", array[k], ", must be above ", array[k - 1], " before it");
  }
  return absl::OkStatus();
}

// The offsets of `size` things over the people.
absl::Status CheckOffsets(absl::string_view name, const std::vector<int32_t>& begin, int32_t people, size_t size) {
  if (begin.empty() && size == 0) return absl::OkStatus();
  if (begin.size() != static_cast<size_t>(people) + 1)
    return Wrong(name, ": ", begin.size(), " offsets, must be people + 1 = ", people + 1);
  if (begin.front() != 0) return Wrong(At(name, 0), ": ", begin.front(), ", must be 0");
  if (!std::is_sorted(begin.begin(), begin.end())) return Wrong(name, ": must not fall");
  if (begin.back() < 0 || static_cast<size_t>(begin.back()) != size)
    return Wrong(name, ": ends with ", begin.back(), ", must end with the size ", size);
  return absl::OkStatus();
}

// Offsets, and indices that ascend within each person.
absl::Status CheckLists(absl::string_view name, const std::vector<int32_t>& begin, const std::vector<int32_t>& list,
                        int32_t people, int32_t below) {
  RETURN_IF_ERROR(CheckOffsets(absl::StrCat(name, "_begin"), begin, people, list.size()));
  for (size_t person = 0; person + 1 < begin.size(); ++person)
    for (int32_t k = begin[person]; k < begin[person + 1]; ++k) {
      const auto at = static_cast<size_t>(k);
      if (list[at] < 0 || list[at] >= below)
        return Wrong(At(name, k), ": ", list[at], ", must be 0 to ", int64_t{below} - 1);
      if (k > begin[person] && list[at] <= list[at - 1])
        return Wrong(At(name, k), ": ", list[at], ", must be above ", list[at - 1], " before it (person ", person, ")");
    }
  return absl::OkStatus();
}

absl::Status CheckSizes(const Instance& instance) {
  RETURN_IF_ERROR(CheckRange("people", instance.people, 0, kPeopleMax));
  RETURN_IF_ERROR(CheckRange("items", static_cast<int64_t>(instance.items.size()), 0, kItemsMax));
  RETURN_IF_ERROR(CheckRange("pairs", static_cast<int64_t>(instance.pair_item.size()), 0, kPairsMax));
  RETURN_IF_ERROR(CheckRange("groups", instance.groups, 0, kGroupsMax));
  RETURN_IF_ERROR(CheckRange("quotas", static_cast<int64_t>(instance.quotas.size()), 0, kQuotasMax));
  RETURN_IF_ERROR(CheckRange("levels", static_cast<int64_t>(instance.levels.size()), 1, kLevelsMax));
  RETURN_IF_ERROR(CheckRange("items_per_person_max", instance.items_per_person_max, 1, kItemsMax));
  return CheckRange("travel_buffer_days", instance.travel_buffer_days, 0, kDayMax);
}

absl::Status CheckItems(const Instance& instance) {
  for (size_t j = 0; j < instance.items.size(); ++j) {
    const Item& item = instance.items[j];
    const std::string name = At("items", static_cast<int64_t>(j));
    RETURN_IF_ERROR(CheckDays(name + ".days", item.days));
    RETURN_IF_ERROR(CheckRange(name + ".seats", item.seats, 0, kSeatsMax));
    RETURN_IF_ERROR(CheckRange(name + ".seats_min", item.seats_min, 0, item.seats));
  }
  return absl::OkStatus();
}

absl::Status CheckLevel(const std::string& name, const Level& level, const Instance& instance) {
  if (level.value.size() != instance.pair_item.size())
    return Wrong(name, ".value: ", level.value.size(), " values, must be one a pair: ", instance.pair_item.size());
  int64_t total = 0;
  for (size_t person = 0; person + 1 < instance.pair_begin.size(); ++person) {
    int64_t largest = 0;
    for (int32_t pair = instance.pair_begin[person]; pair < instance.pair_begin[person + 1]; ++pair) {
      const int64_t value = level.value[static_cast<size_t>(pair)];
      if (value < -kValueMax || value > kValueMax)
        return Wrong(At(name + ".value", pair), ": ", value, ", must be within +-", kValueMax);
      largest = std::max(largest, value < 0 ? -value : value);
    }
    total += largest * std::min<int64_t>(instance.items_per_person_max,
                                         instance.pair_begin[person + 1] - instance.pair_begin[person]);
    if (total > kLevelTotalMax)
      return Wrong(name, ".value: could add up to more than ", kLevelTotalMax, ": use smaller values");
  }
  return absl::OkStatus();
}

absl::Status CheckZeros(const std::string& name, const Level& level, absl::string_view with) {
  for (size_t pair = 0; pair < level.value.size(); ++pair)
    if (level.value[pair] != 0)
      return Wrong(At(name + ".value", static_cast<int64_t>(pair)), ": ", level.value[pair],
                   ", must be 0 at a level with ", with);
  return absl::OkStatus();
}

absl::Status CheckFairLevel(const std::string& name, const Level& level, const Instance& instance) {
  RETURN_IF_ERROR(CheckAscending(name + ".fair_groups", level.fair_groups, instance.groups));
  RETURN_IF_ERROR(CheckZeros(name, level, "fair_groups"));
  for (size_t person = 0; person + 1 < instance.group_begin.size(); ++person) {
    const auto first = instance.group.begin() + instance.group_begin[person];
    const auto last = instance.group.begin() + instance.group_begin[person + 1];
    const auto count = std::count_if(first, last, [&level](int32_t group) {
      return std::binary_search(level.fair_groups.begin(), level.fair_groups.end(), group);
    });
    if (count > 1)
      return Wrong(name, ".fair_groups: person ", person, " is in ", count, " of them, must be in one at most");
  }
  return absl::OkStatus();
}

absl::Status CheckPeriods(const std::string& name, const Level& level, const Instance& instance) {
  RETURN_IF_ERROR(CheckZeros(name, level, "periods"));
  const Periods& periods = level.periods;
  RETURN_IF_ERROR(CheckRange(name + ".periods", static_cast<int64_t>(periods.taken.size()), 0, kItemsMax));
  if (periods.of_item.size() != instance.items.size())
    return Wrong(name, ".periods.of_item: ", periods.of_item.size(), ", must be one an item: ", instance.items.size());
  for (size_t j = 0; j < periods.of_item.size(); ++j)
    RETURN_IF_ERROR(CheckRange(At(name + ".periods.of_item", static_cast<int64_t>(j)), periods.of_item[j], kNoPeriod,
                               static_cast<int64_t>(periods.taken.size()) - 1));
  for (size_t p = 0; p < periods.taken.size(); ++p)
    RETURN_IF_ERROR(CheckRange(At(name + ".periods.taken", static_cast<int64_t>(p)), periods.taken[p], 0, kPeopleMax));
  return absl::OkStatus();
}

// `fair` and `spread`: how many levels of each there were before.
absl::Status CheckEvenLevel(const std::string& name, const Instance& instance, const Level& level, int32_t& fair,
                            int32_t& spread) {
  const bool has_periods = !level.periods.empty() || !level.periods.of_item.empty();
  if (!level.fair_groups.empty()) {
    if (++fair > 1) return Wrong(name, ".fair_groups: another level has some already, must be one at most");
    if (has_periods) return Wrong(name, ".periods: the level has fair_groups, must have one of these at most");
    return CheckFairLevel(name, level, instance);
  }
  if (!has_periods) return absl::OkStatus();
  if (++spread > 1) return Wrong(name, ".periods: another level has some already, must be one at most");
  return CheckPeriods(name, level, instance);
}

// Of checked groups.
absl::Status CheckEvenness(const Instance& instance) {
  int32_t fair = 0;
  int32_t spread = 0;
  for (size_t l = 0; l < instance.levels.size(); ++l)
    RETURN_IF_ERROR(CheckEvenLevel(At("levels", static_cast<int64_t>(l)), instance, instance.levels[l], fair, spread));
  return absl::OkStatus();
}

absl::Status CheckQuotas(const Instance& instance) {
  std::set<std::pair<int32_t, int32_t>> seen;
  for (size_t q = 0; q < instance.quotas.size(); ++q) {
    const Quota& quota = instance.quotas[q];
    const std::string name = At("quotas", static_cast<int64_t>(q));
    RETURN_IF_ERROR(CheckRange(name + ".item", quota.item, 0, static_cast<int64_t>(instance.items.size()) - 1));
    RETURN_IF_ERROR(CheckRange(name + ".group", quota.group, 0, int64_t{instance.groups} - 1));
    RETURN_IF_ERROR(CheckRange(name + ".ceiling", quota.ceiling, 0, kSeatsMax));
    if (quota.floor < 0 || quota.floor > quota.ceiling)
      return Wrong(name, ".floor: ", quota.floor, ", must be 0 to the ceiling ", quota.ceiling);
    const int32_t seats = instance.items[static_cast<size_t>(quota.item)].seats;
    if (quota.floor > seats)
      return Wrong(name, ".floor: ", quota.floor, ", but items[", quota.item, "] has ", seats, " seats");
    if (!seen.emplace(quota.item, quota.group).second)
      return Wrong(name, ": a second quota for item ", quota.item, " and group ", quota.group);
  }
  return absl::OkStatus();
}

absl::Status CheckPeople(const Instance& instance) {
  RETURN_IF_ERROR(CheckOffsets("busy_begin", instance.busy_begin, instance.people, instance.busy.size()));
  for (size_t k = 0; k < instance.busy.size(); ++k)
    RETURN_IF_ERROR(CheckDays(At("busy", static_cast<int64_t>(k)), instance.busy[k].days));
  if (instance.days_per_person.empty()) return absl::OkStatus();
  if (instance.days_per_person.size() != static_cast<size_t>(instance.people))
    return Wrong("days_per_person: ", instance.days_per_person.size(), " limits, must be none or one a person");
  for (size_t i = 0; i < instance.days_per_person.size(); ++i)
    RETURN_IF_ERROR(
        CheckRange(At("days_per_person", static_cast<int64_t>(i)), instance.days_per_person[i], kNoLimit, 2 * kDayMax));
  return absl::OkStatus();
}

absl::Status CheckRules(const Instance& instance) {
  const auto items = static_cast<int32_t>(instance.items.size());
  for (size_t k = 0; k < instance.prerequisites.size(); ++k) {
    const std::string name = At("prerequisites", static_cast<int64_t>(k));
    RETURN_IF_ERROR(CheckRange(name + ".item", instance.prerequisites[k].item, 0, int64_t{items} - 1));
    RETURN_IF_ERROR(CheckRange(name + ".before", instance.prerequisites[k].before, 0, int64_t{items} - 1));
    if (instance.prerequisites[k].item == instance.prerequisites[k].before)
      return Wrong(name, ": item ", instance.prerequisites[k].item, " requires itself");
  }
  for (size_t k = 0; k < instance.exclusions.size(); ++k)
    RETURN_IF_ERROR(CheckAscending(At("exclusions", static_cast<int64_t>(k)), instance.exclusions[k], items));
  for (size_t k = 0; k < instance.home_covers.size(); ++k) {
    const std::string name = At("home_covers", static_cast<int64_t>(k));
    RETURN_IF_ERROR(CheckRange(name + ".group", instance.home_covers[k].group, 0, int64_t{instance.groups} - 1));
    RETURN_IF_ERROR(CheckRange(name + ".away_max", instance.home_covers[k].away_max, 0, kPeopleMax));
    RETURN_IF_ERROR(CheckDays(name + ".days", instance.home_covers[k].days));
  }
  return absl::OkStatus();
}

// The pins of one person, `first` up to `last` of instance.pinned, against each other and against busy days.
absl::Status CheckPinsOf(const Instance& instance, size_t person, size_t first, size_t last) {
  if (last - first > static_cast<size_t>(instance.items_per_person_max))
    return Wrong(At("pinned", static_cast<int64_t>(first)), ": person ", person, " has ", last - first,
                 " pins, at most items_per_person_max = ", instance.items_per_person_max);
  const auto days = [&instance](size_t k) {
    const int32_t item = instance.pair_item[static_cast<size_t>(instance.pinned[k])];
    return instance.items[static_cast<size_t>(item)].days;
  };
  const std::span<const int32_t> pins(instance.pinned.data() + first, last - first);
  if (const auto two = TwoThatClash(instance, pins)) {
    const auto place = [&instance](int32_t pin) {
      return std::lower_bound(instance.pinned.begin(), instance.pinned.end(), pin) - instance.pinned.begin();
    };
    return Wrong(At("pinned", place(std::max(two->first, two->second))), ": clashes with ",
                 At("pinned", place(std::min(two->first, two->second))), " of the same person");
  }
  if (instance.busy_begin.empty()) return absl::OkStatus();
  for (size_t k = first; k < last; ++k)
    for (int32_t b = instance.busy_begin[person]; b < instance.busy_begin[person + 1]; ++b)
      if (Clash(days(k), instance.busy[static_cast<size_t>(b)].days, instance.travel_buffer_days))
        return Wrong(At("pinned", static_cast<int64_t>(k)), ": clashes with ", At("busy", b));
  return absl::OkStatus();
}

absl::Status CheckPins(const Instance& instance) {
  RETURN_IF_ERROR(CheckAscending("pinned", instance.pinned, instance.pairs()));
  RETURN_IF_ERROR(CheckAscending("forbidden", instance.forbidden, instance.pairs()));
  RETURN_IF_ERROR(CheckAscending("base", instance.base, instance.pairs()));
  for (size_t first = 0; first < instance.pinned.size();) {
    const int32_t pair = instance.pinned[first];
    if (std::binary_search(instance.forbidden.begin(), instance.forbidden.end(), pair))
      return Wrong(At("pinned", static_cast<int64_t>(first)), ": pair ", pair, " is forbidden too");
    const auto end = std::upper_bound(instance.pair_begin.begin(), instance.pair_begin.end(), pair);
    size_t last = first + 1;
    while (last < instance.pinned.size() && instance.pinned[last] < *end) ++last;
    RETURN_IF_ERROR(CheckPinsOf(instance, static_cast<size_t>(end - instance.pair_begin.begin()) - 1, first, last));
    for (size_t k = first + 1; k < last; ++k)
      if (std::binary_search(instance.forbidden.begin(), instance.forbidden.end(), instance.pinned[k]))
        return Wrong(At("pinned", static_cast<int64_t>(k)), ": pair ", instance.pinned[k], " is forbidden too");
    first = last;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckInstance(const Instance& instance) {
  RETURN_IF_ERROR(CheckSizes(instance));
  RETURN_IF_ERROR(CheckItems(instance));
  RETURN_IF_ERROR(CheckLists("pair", instance.pair_begin, instance.pair_item, instance.people,
                             static_cast<int32_t>(instance.items.size())));
  for (size_t l = 0; l < instance.levels.size(); ++l)
    RETURN_IF_ERROR(CheckLevel(At("levels", static_cast<int64_t>(l)), instance.levels[l], instance));
  RETURN_IF_ERROR(CheckLists("group", instance.group_begin, instance.group, instance.people, instance.groups));
  RETURN_IF_ERROR(CheckEvenness(instance));
  RETURN_IF_ERROR(CheckQuotas(instance));
  RETURN_IF_ERROR(CheckPeople(instance));
  RETURN_IF_ERROR(CheckLists("completed", instance.completed_begin, instance.completed, instance.people,
                             static_cast<int32_t>(instance.items.size())));
  RETURN_IF_ERROR(CheckRules(instance));
  return CheckPins(instance);
}

}  // namespace jiedui::planning
