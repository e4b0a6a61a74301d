// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/home_ledger.h"

#include <algorithm>

namespace jiedui::planning {
namespace {

// Overlapping ranges joined: nobody is away twice on a day.
std::vector<DayRange> AwayDays(std::span<const Busy> busy) {
  std::vector<DayRange> ranges;
  for (const Busy& one : busy)
    if (one.away) ranges.push_back(one.days);
  std::sort(ranges.begin(), ranges.end(), [](const DayRange& a, const DayRange& b) { return a.first < b.first; });
  std::vector<DayRange> joined;
  for (const DayRange& range : ranges) {
    if (joined.empty() || range.first > joined.back().last) {
      joined.push_back(range);
    } else {
      joined.back().last = std::max(joined.back().last, range.last);
    }
  }
  return joined;
}

}  // namespace

HomeLedger::HomeLedger(const Instance& instance) : instance_(instance) {
  if (empty()) return;
  covers_.resize(At(instance.groups));
  for (int32_t k = 0; k < Size(instance.home_covers.size()); ++k)
    covers_[At(instance.home_covers[At(k)].group)].push_back(k);
  CutStretches();
  of_cover_.reserve(instance.home_covers.size());
  for (const HomeCover& cover : instance.home_covers) of_cover_.push_back(StretchOf(cover.days));
  away_.resize(instance.home_covers.size() * stretches());
  for (int32_t person = 0; person < instance.people; ++person)
    for (const DayRange& days : AwayDays(Of(person, instance.busy_begin, instance.busy))) AddDays(person, days, 1);
}

// Only days of items and covers matter: a stretch begins where one begins or has ended.
void HomeLedger::CutStretches() {
  for (const HomeCover& cover : instance_.home_covers) {
    starts_.push_back(cover.days.first);
    starts_.push_back(cover.days.last + 1);
  }
  for (const Item& item : instance_.items) {
    starts_.push_back(item.days.first);
    starts_.push_back(item.days.last + 1);
  }
  for (const Busy& busy : instance_.busy) {
    if (!busy.away) continue;
    starts_.push_back(busy.days.first);
    starts_.push_back(busy.days.last + 1);
  }
  std::sort(starts_.begin(), starts_.end());
  starts_.erase(std::unique(starts_.begin(), starts_.end()), starts_.end());
}

HomeLedger::Stretch HomeLedger::StretchOf(const DayRange& days) const {
  const auto place = [this](int32_t day) {
    return static_cast<size_t>(std::lower_bound(starts_.begin(), starts_.end(), day) - starts_.begin());
  };
  return {place(days.first), place(days.last + 1)};
}

bool HomeLedger::HasRoom(int32_t person, int32_t item) const {
  if (empty()) return true;
  const Stretch stretch = StretchOf(instance_.items[At(item)].days);
  for (const int32_t group : Of(person, instance_.group_begin, instance_.group))
    for (const int32_t cover : covers_[At(group)]) {
      const size_t first = std::max(stretch.first, of_cover_[At(cover)].first);
      const size_t end = std::max(first, std::min(stretch.end, of_cover_[At(cover)].end));
      const int32_t* away = away_.data() + At(cover) * stretches();
      if (std::any_of(away + first, away + end,
                      [&](int32_t people) { return people >= instance_.home_covers[At(cover)].away_max; }))
        return false;
    }
  return true;
}

void HomeLedger::Add(int32_t person, int32_t item, int32_t people) {
  if (!empty()) AddDays(person, instance_.items[At(item)].days, people);
}

void HomeLedger::AddDays(int32_t person, const DayRange& days, int32_t people) {
  const Stretch stretch = StretchOf(days);
  for (const int32_t group : Of(person, instance_.group_begin, instance_.group))
    for (const int32_t cover : covers_[At(group)])
      for (size_t k = stretch.first; k < stretch.end; ++k) AwayAt(cover, k) += people;
}

}  // namespace jiedui::planning
