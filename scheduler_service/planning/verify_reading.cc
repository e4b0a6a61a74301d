// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_reading.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace jiedui::planning {
namespace {

std::vector<bool> Marked(const std::vector<int32_t>& pairs, size_t size) {
  std::vector<bool> marks(size);
  for (const int32_t pair : pairs) marks[static_cast<size_t>(pair)] = true;
  return marks;
}

bool Has(std::span<const int32_t> ascending, int32_t value) {
  const auto place = std::lower_bound(ascending.begin(), ascending.end(), value);
  return place != ascending.end() && *place == value;
}

}  // namespace

Reading::Reading(const Instance& instance)
    : instance_(instance),
      person_of_(instance.pair_item.size()),
      is_pinned_(Marked(instance.pinned, instance.pair_item.size())),
      is_forbidden_(Marked(instance.forbidden, instance.pair_item.size())),
      quota_begin_(instance.items.size() + 1),
      quota_(instance.quotas.size()),
      before_begin_(instance.items.size() + 1),
      exclusions_(instance.items.size()) {
  for (size_t i = 0; i + 1 < instance.pair_begin.size(); ++i)
    std::fill(person_of_.begin() + instance.pair_begin[i], person_of_.begin() + instance.pair_begin[i + 1],
              static_cast<int32_t>(i));
  std::iota(quota_.begin(), quota_.end(), 0);
  std::sort(quota_.begin(), quota_.end(), [&instance](int32_t a, int32_t b) {
    const Quota& x = instance.quotas[static_cast<size_t>(a)];
    const Quota& y = instance.quotas[static_cast<size_t>(b)];
    return std::tie(x.item, x.group) < std::tie(y.item, y.group);
  });
  for (const Quota& quota : instance.quotas) ++quota_begin_[static_cast<size_t>(quota.item) + 1];
  std::partial_sum(quota_begin_.begin(), quota_begin_.end(), quota_begin_.begin());

  std::vector<Prerequisite> rules = instance.prerequisites;
  std::sort(rules.begin(), rules.end(), [](const auto& a, const auto& b) { return a.item < b.item; });
  for (const Prerequisite& rule : rules) {
    ++before_begin_[static_cast<size_t>(rule.item) + 1];
    before_.push_back(rule.before);
  }
  std::partial_sum(before_begin_.begin(), before_begin_.end(), before_begin_.begin());
  for (size_t set = 0; set < instance.exclusions.size(); ++set)
    for (const int32_t item : instance.exclusions[set])
      exclusions_[static_cast<size_t>(item)].push_back(static_cast<int32_t>(set));
}

std::vector<int32_t> Reading::QuotasOf(int32_t pair) const {
  std::vector<int32_t> found;
  const auto quotas = Slice(quota_begin_, quota_, item_of(pair));
  if (quotas.empty()) return found;
  for (const int32_t group : groups(person_of(pair))) {
    const auto place = std::lower_bound(quotas.begin(), quotas.end(), group, [this](int32_t quota, int32_t wanted) {
      return instance_.quotas[static_cast<size_t>(quota)].group < wanted;
    });
    if (place != quotas.end() && instance_.quotas[static_cast<size_t>(*place)].group == group) found.push_back(*place);
  }
  return found;
}

int64_t Reading::MostOf(const std::vector<int32_t>& items) const {
  std::vector<int32_t> by_days = items;
  const auto days_of = [this](int32_t item) {
    const DayRange& range = instance_.items[static_cast<size_t>(item)].days;
    return std::pair(range.first, range.last);
  };
  std::sort(by_days.begin(), by_days.end(), [&](int32_t a, int32_t b) { return days_of(a) < days_of(b); });
  int64_t most = 0;
  for (size_t k = 0; k < by_days.size(); ++k)
    if (k == 0 || days_of(by_days[k]) != days_of(by_days[k - 1])) ++most;
  return std::min(most, int64_t{instance_.items_per_person_max});
}

int32_t Reading::fair_level() const {
  for (size_t l = 0; l < instance_.levels.size(); ++l)
    if (!instance_.levels[l].fair_groups.empty()) return static_cast<int32_t>(l);
  return -1;
}

int32_t Reading::spread_level() const {
  for (size_t l = 0; l < instance_.levels.size(); ++l)
    if (!instance_.levels[l].periods.empty()) return static_cast<int32_t>(l);
  return -1;
}

bool Reading::AreExclusive(int32_t item, int32_t other) const {
  return std::any_of(exclusions(item).begin(), exclusions(item).end(),
                     [&](int32_t set) { return Has(exclusions(other), set); });
}

bool Reading::PrerequisitesInReach(int32_t pair) const {
  for (const int32_t needed : before(item_of(pair))) {
    if (Has(completed(person_of(pair)), needed)) continue;
    const Item& first = instance_.items[static_cast<size_t>(needed)];
    const bool may_take_both = instance_.items_per_person_max >= 2 && first.days.last < item(pair).days.first;
    if (!may_take_both || !Has(items(person_of(pair)), needed)) return false;
  }
  return true;
}

bool Reading::Stands(int32_t pair) const {
  if (is_forbidden_[static_cast<size_t>(pair)]) return false;
  const DayRange& days = item(pair).days;
  for (const Busy& other : busy(person_of(pair)))
    if (TooClose(days, other.days)) return false;
  if (!instance_.days_per_person.empty()) {
    const int32_t limit = instance_.days_per_person[static_cast<size_t>(person_of(pair))];
    if (limit >= 0 && days.last - days.first + 1 > limit) return false;
  }
  return PrerequisitesInReach(pair);
}

}  // namespace jiedui::planning
