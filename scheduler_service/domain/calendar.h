// SPDX-License-Identifier: Apache-2.0
// Which days of a person are taken: engagements sorted by first day. A person has at most one full-time engagement on
// any day; part-time ones may lie beside. Beside them the applications: nominations and places on waiting lists, which
// take no days, and leaves. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/base/civil_date.h"
#include "jiedui/scheduler/v1/assignment.pb.h"

namespace jiedui::scheduler {

// The engagements that share a day with `wanted` and are full-time, if `wanted` is full-time too.
std::vector<v1::Engagement> Clashes(const v1::PersonCalendar& calendar, const v1::Engagement& wanted);

// The engagement with this course or posting; null if none.
const v1::Engagement* FindByItem(const v1::PersonCalendar& calendar, absl::string_view item);

// The assignment to this course or posting, an engagement or an application; empty if none.
std::string AssignmentAt(const v1::PersonCalendar& calendar, absl::string_view item);

// "2021-10-25..2021-11-05 (12 days)".
std::string CountedDays(const DateRange& days);

// Puts it in its place. RESOURCE_EXHAUSTED: kEngagementsPerPersonMax, kCalendarBytesMax. Does not look for clashes.
absl::Status Insert(v1::PersonCalendar& calendar, const v1::Engagement& engagement);

// Moves an assignment's engagement or application, if `from` has one, to the calendar of the person that another one
// was merged into, whatever it meets there. False: that calendar would pass kMergedCalendarBytesMax, nothing is moved.
bool Move(v1::PersonCalendar& from, v1::PersonCalendar& to, absl::string_view assignment);

// RESOURCE_EXHAUSTED: kApplicationsPerPersonMax.
absl::Status Apply(v1::PersonCalendar& calendar, absl::string_view assignment, absl::string_view item);
// That a seat is held whose days are not decided, however many applications there are: a course is moved with
// everybody.
void AddUndecided(v1::PersonCalendar& calendar, absl::string_view assignment, absl::string_view item);
// Both do nothing where there is no such application.
void SetWaiting(v1::PersonCalendar& calendar, absl::string_view assignment, bool waiting);
void RemoveApplication(v1::PersonCalendar& calendar, absl::string_view assignment);

// Both do nothing where the calendar has no engagement of the assignment.
void Remove(v1::PersonCalendar& calendar, absl::string_view assignment);
void Shorten(v1::PersonCalendar& calendar, absl::string_view assignment, absl::string_view last_day);

}  // namespace jiedui::scheduler
