// SPDX-License-Identifier: Apache-2.0
// Engagements of one person that may not stand together, or not beside a leave. No seat is given that would bring any;
// only the merge of two persons does, or a leave that is recorded later, and then they are marked until somebody
// decides (design.md section 6). Pure, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "common/base/civil_date.h"
#include "jiedui/scheduler/v1/assignment.pb.h"

namespace jiedui::scheduler {

// Two engagements that are both full-time and share a day, or are at the same course or posting.
struct Clash {
  const v1::Engagement* earlier;
  const v1::Engagement* later;
  DateRange days;  // that they share
};

// Those within a calendar, in its order, the first `count_max`. The engagements live as long as the calendar.
std::vector<Clash> ClashesWithin(const v1::PersonCalendar& calendar, size_t count_max);

// The days of a course that lie in a leave; nullopt if none do, or it is no course: postings go on.
std::optional<DateRange> SharedWithLeave(const v1::Engagement& engagement, const v1::LeaveDays& leave);

// Sets `in_clash` of every engagement.
void MarkClashes(v1::PersonCalendar& calendar);

// Whether any engagement is marked, or has lost its days.
bool HasClashes(const v1::PersonCalendar& calendar);

}  // namespace jiedui::scheduler
