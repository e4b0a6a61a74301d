// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/clashes.h"

#include <algorithm>

#include "scheduler_service/domain/item.h"

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

// Calls `visit` with each pair that clashes, until it returns false.
template <typename Engagements, typename Visit>
void VisitClashes(Engagements& engagements, Visit visit) {
  for (int i = 0; i < engagements.size(); ++i) {
    auto& earlier = engagements[i];
    // They are sorted by first day: once one begins after this one's end, all do.
    for (int j = i + 1; j < engagements.size() && engagements[j].start_date() <= earlier.end_date(); ++j)
      if (MayNotStandTogether(earlier, engagements[j]) && !visit(earlier, engagements[j])) return;
  }
}

}  // namespace

std::vector<Clash> ClashesWithin(const v1::PersonCalendar& calendar, size_t count_max) {
  std::vector<Clash> clashes;
  VisitClashes(calendar.engagements(), [&](const Engagement& earlier, const Engagement& later) {
    const auto shared = Intersection(DaysOf(earlier), DaysOf(later));
    if (shared.has_value()) clashes.push_back({&earlier, &later, *shared});
    return clashes.size() < count_max;
  });
  return clashes;
}

void MarkClashes(v1::PersonCalendar& calendar) {
  for (Engagement& engagement : *calendar.mutable_engagements()) engagement.clear_in_clash();
  VisitClashes(*calendar.mutable_engagements(), [](Engagement& earlier, Engagement& later) {
    earlier.set_in_clash(true);
    later.set_in_clash(true);
    return true;
  });
  for (Engagement& engagement : *calendar.mutable_engagements())
    for (const v1::LeaveDays& leave : calendar.leaves())
      if (SharedWithLeave(engagement, leave).has_value()) engagement.set_in_clash(true);
}

std::optional<DateRange> SharedWithLeave(const Engagement& engagement, const v1::LeaveDays& leave) {
  if (!IsCourseName(engagement.item())) return std::nullopt;
  return Intersection(DaysOf(engagement), {leave.start_date(), leave.end_date()});
}

bool HasClashes(const v1::PersonCalendar& calendar) {
  const bool undecided = std::any_of(calendar.applications().begin(), calendar.applications().end(),
                                     [](const v1::Application& application) { return application.undecided(); });
  return undecided || std::any_of(calendar.engagements().begin(), calendar.engagements().end(),
                                  [](const Engagement& engagement) { return engagement.in_clash(); });
}

}  // namespace jiedui::scheduler
