// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_rules.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"

namespace jiedui::planning {
namespace {

using Pairs = std::span<const int32_t>;

std::string Who(const Reading& reading, int32_t pair) {
  return absl::StrCat("pairs[", pair, "] (person ", reading.person_of(pair), ", item ", reading.item_of(pair), "): ");
}

void CheckPinsAndForbidden(const Reading& reading, const std::vector<int32_t>& chosen, Findings& findings) {
  for (const int32_t pair : reading.instance().pinned)
    if (!std::binary_search(chosen.begin(), chosen.end(), pair))
      findings.Add(absl::StrCat(Who(reading, pair), "is pinned but not chosen"));
  for (const int32_t pair : chosen)
    if (std::binary_search(reading.instance().forbidden.begin(), reading.instance().forbidden.end(), pair))
      findings.Add(absl::StrCat(Who(reading, pair), "is forbidden but chosen"));
}

void CheckDates(const Reading& reading, Pairs mine, Findings& findings) {
  std::vector<int32_t> by_day(mine.begin(), mine.end());
  std::sort(by_day.begin(), by_day.end(), [&reading](int32_t a, int32_t b) {
    return std::pair(reading.item(a).days.first, a) < std::pair(reading.item(b).days.first, b);
  });
  for (size_t k = 0; k < by_day.size(); ++k) {
    // Of those that began before, none has ended later than the one just before unless that one clashes too.
    if (k > 0 && reading.TooClose(reading.item(by_day[k - 1]).days, reading.item(by_day[k]).days))
      findings.Add(absl::StrCat(Who(reading, by_day[k]), "overlaps pairs[", by_day[k - 1], "] of the same person"));
    for (const Busy& busy : reading.busy(reading.person_of(by_day[k])))
      if (reading.TooClose(busy.days, reading.item(by_day[k]).days))
        findings.Add(absl::StrCat(Who(reading, by_day[k]), "overlaps days on which the person is busy"));
  }
}

void CheckLimits(const Reading& reading, Pairs mine, Findings& findings) {
  const Instance& instance = reading.instance();
  const int32_t person = reading.person_of(mine.front());
  if (mine.size() > static_cast<size_t>(instance.items_per_person_max))
    findings.Add(
        absl::StrCat("person ", person, ": has ", mine.size(), " items, at most ", instance.items_per_person_max));
  if (instance.days_per_person.empty()) return;
  const int32_t limit = instance.days_per_person[static_cast<size_t>(person)];
  int64_t days = 0;
  for (const int32_t pair : mine) days += reading.item(pair).days.last - reading.item(pair).days.first + 1;
  if (limit != kNoLimit && days > limit)
    findings.Add(absl::StrCat("person ", person, ": is given ", days, " days, at most ", limit));
}

void CheckPrerequisites(const Reading& reading, Pairs mine, Findings& findings) {
  for (const int32_t pair : mine)
    for (const int32_t needed : reading.before(reading.item_of(pair))) {
      const auto completed = reading.completed(reading.person_of(pair));
      if (std::find(completed.begin(), completed.end(), needed) != completed.end()) continue;
      const bool comes_before = std::any_of(mine.begin(), mine.end(), [&](int32_t other) {
        return reading.item_of(other) == needed && reading.item(other).days.last < reading.item(pair).days.first;
      });
      if (!comes_before) findings.Add(absl::StrCat(Who(reading, pair), "lacks its prerequisite, item ", needed));
    }
}

void CheckExclusions(const Reading& reading, Pairs mine, Findings& findings) {
  std::map<int32_t, int32_t> item_of_set;
  for (const int32_t pair : mine)
    for (const int32_t set : reading.exclusions(reading.item_of(pair)))
      if (!item_of_set.emplace(set, reading.item_of(pair)).second)
        findings.Add(absl::StrCat(Who(reading, pair), "exclusions[", set, "] allows one only, the person has item ",
                                  item_of_set[set], " too"));
}

void CheckItems(const std::vector<Item>& items, const std::vector<int32_t>& in_item, Findings& findings) {
  for (size_t j = 0; j < in_item.size(); ++j) {
    const Item& item = items[j];
    if (in_item[j] > item.seats)
      findings.Add(absl::StrCat("items[", j, "]: has ", in_item[j], " people, at most ", item.seats, " seats"));
    if (in_item[j] > 0 && in_item[j] < item.seats_min)
      findings.Add(absl::StrCat("items[", j, "]: has ", in_item[j], " people, at least ", item.seats_min, " or none"));
  }
}

void CheckSeatsAndQuotas(const Reading& reading, const std::vector<int32_t>& chosen, Findings& findings) {
  const Instance& instance = reading.instance();
  std::vector<int32_t> in_item(instance.items.size());
  std::vector<int32_t> in_quota(instance.quotas.size());
  for (const int32_t pair : chosen) {
    ++in_item[static_cast<size_t>(reading.item_of(pair))];
    for (const int32_t quota : reading.QuotasOf(pair)) ++in_quota[static_cast<size_t>(quota)];
  }
  CheckItems(instance.items, in_item, findings);
  for (size_t q = 0; q < in_quota.size(); ++q) {
    const Quota& quota = instance.quotas[q];
    const auto j = static_cast<size_t>(quota.item);
    const bool is_closed = instance.items[j].seats_min > 0 && in_item[j] == 0;
    if (in_quota[q] > quota.ceiling)
      findings.Add(absl::StrCat("quotas[", q, "]: has ", in_quota[q], " people, ceiling ", quota.ceiling));
    if (in_quota[q] < quota.floor && !is_closed)
      findings.Add(absl::StrCat("quotas[", q, "]: has ", in_quota[q], " people, floor ", quota.floor));
  }
}

// How many begin to be away on a day, less those who ended the day before; and of these, by the plan.
struct Change {
  int32_t away = 0;
  int32_t planned = 0;
};

// What of the days the cover asks about.
void AddRange(std::map<int32_t, Change>& changes, const HomeCover& cover, DayRange days, int32_t planned) {
  days = {std::max(days.first, cover.days.first), std::min(days.last, cover.days.last)};
  if (days.first > days.last) return;
  ++changes[days.first].away;
  --changes[days.last + 1].away;
  changes[days.first].planned += planned;
  changes[days.last + 1].planned -= planned;
}

// A person's busy days that count, overlapping ones joined, so that nobody is away twice.
std::vector<DayRange> AwayDays(std::span<const Busy> busy) {
  std::vector<DayRange> ranges;
  for (const Busy& one : busy)
    if (one.away) ranges.push_back(one.days);
  std::sort(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<DayRange> joined;
  for (const DayRange& range : ranges)
    if (joined.empty() || range.first > joined.back().last)
      joined.push_back(range);
    else
      joined.back().last = std::max(joined.back().last, range.last);
  return joined;
}

// On the first day on which too many are away, of those on which the plan sends somebody.
void CheckCover(size_t k, int32_t away_max, const std::map<int32_t, Change>& changes, Findings& findings) {
  Change now;
  for (const auto& [day, change] : changes) {
    now.away += change.away;
    now.planned += change.planned;
    if (now.planned == 0 || now.away <= away_max) continue;
    findings.Add(
        absl::StrCat("home_covers[", k, "]: ", now.away, " people are away on day ", day, ", at most ", away_max));
    return;
  }
}

void CheckHomeCovers(const Reading& reading, const std::vector<int32_t>& chosen, Findings& findings) {
  const Instance& instance = reading.instance();
  if (instance.home_covers.empty()) return;
  std::vector<std::vector<size_t>> covers(static_cast<size_t>(instance.groups));
  for (size_t k = 0; k < instance.home_covers.size(); ++k)
    covers[static_cast<size_t>(instance.home_covers[k].group)].push_back(k);
  std::vector<std::map<int32_t, Change>> changes(instance.home_covers.size());
  const auto add = [&](int32_t person, const DayRange& days, int32_t planned) {
    for (const int32_t group : reading.groups(person))
      for (const size_t k : covers[static_cast<size_t>(group)])
        AddRange(changes[k], instance.home_covers[k], days, planned);
  };
  for (int32_t person = 0; person < instance.people; ++person)
    for (const DayRange& days : AwayDays(reading.busy(person))) add(person, days, 0);
  for (const int32_t pair : chosen) add(reading.person_of(pair), reading.item(pair).days, 1);
  for (size_t k = 0; k < changes.size(); ++k) CheckCover(k, instance.home_covers[k].away_max, changes[k], findings);
}

}  // namespace

void CheckRules(const Reading& reading, const std::vector<int32_t>& chosen, Findings& findings) {
  CheckPinsAndForbidden(reading, chosen, findings);
  for (size_t first = 0, last = 0; first < chosen.size(); first = last) {
    while (last < chosen.size() && reading.person_of(chosen[last]) == reading.person_of(chosen[first])) ++last;
    const Pairs mine(chosen.data() + first, last - first);
    CheckDates(reading, mine, findings);
    CheckLimits(reading, mine, findings);
    CheckPrerequisites(reading, mine, findings);
    CheckExclusions(reading, mine, findings);
  }
  CheckSeatsAndQuotas(reading, chosen, findings);
  CheckHomeCovers(reading, chosen, findings);
}

}  // namespace jiedui::planning
