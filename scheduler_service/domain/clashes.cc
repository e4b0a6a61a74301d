// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/clashes.h"

#include <algorithm>
#include <map>
#include <string>

namespace jiedui::scheduler {
namespace {

using v1::Engagement;

DateRange DaysOf(const Engagement& engagement) {
  return {.first = engagement.start_date(), .last = engagement.end_date()};
}

bool MayNotStandTogether(const Engagement& a, const Engagement& b) {
  const bool both_full_time = a.intensity() != v1::INTENSITY_PART_TIME && b.intensity() != v1::INTENSITY_PART_TIME;
  return both_full_time || a.item() == b.item();
}

}  // namespace

std::vector<Clash> ClashesWithin(const v1::PersonCalendar& calendar) {
  std::vector<Clash> clashes;
  const auto& engagements = calendar.engagements();
  for (int i = 0; i < engagements.size(); ++i) {
    const Engagement& earlier = engagements[i];
    // They are sorted by first day: once one begins after this one's end, all do.
    for (int j = i + 1; j < engagements.size() && engagements[j].start_date() <= earlier.end_date(); ++j) {
      const Engagement& later = engagements[j];
      const auto shared = Intersection(DaysOf(earlier), DaysOf(later));
      if (shared.has_value() && MayNotStandTogether(earlier, later)) clashes.push_back({&earlier, &later, *shared});
    }
  }
  return clashes;
}

void MarkClashes(v1::PersonCalendar& calendar) {
  std::map<std::string, std::vector<std::string>> clashes;
  for (const Clash& clash : ClashesWithin(calendar)) {
    clashes[clash.earlier->assignment()].push_back(clash.later->assignment());
    clashes[clash.later->assignment()].push_back(clash.earlier->assignment());
  }
  for (Engagement& engagement : *calendar.mutable_engagements()) {
    engagement.clear_clashes();
    const auto found = clashes.find(engagement.assignment());
    if (found == clashes.end()) continue;
    for (const std::string& other : found->second)
      if (engagement.clashes_size() < kClashesNamedMax) engagement.add_clashes(other);
  }
}

bool HasClashes(const v1::PersonCalendar& calendar) {
  return std::any_of(calendar.engagements().begin(), calendar.engagements().end(),
                     [](const Engagement& engagement) { return engagement.clashes_size() > 0; });
}

}  // namespace jiedui::scheduler
