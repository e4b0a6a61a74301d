// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/calendar.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "scheduler_service/domain/limits.h"

namespace jiedui::scheduler {
namespace {

bool IsFullTime(const v1::Engagement& engagement) { return engagement.intensity() != v1::INTENSITY_PART_TIME; }

bool ShareADay(const v1::Engagement& a, const v1::Engagement& b) {
  return a.start_date() <= b.end_date() && b.start_date() <= a.end_date();
}

bool ComesBefore(const v1::Engagement& a, const v1::Engagement& b) {
  return std::tie(a.start_date(), a.assignment()) < std::tie(b.start_date(), b.assignment());
}

void Place(v1::PersonCalendar& calendar, const v1::Engagement& engagement) {
  auto& engagements = *calendar.mutable_engagements();
  const auto place = std::upper_bound(engagements.begin(), engagements.end(), engagement, ComesBefore);
  const auto index = place - engagements.begin();
  *engagements.Add() = engagement;
  std::rotate(engagements.begin() + index, engagements.end() - 1, engagements.end());
}

const v1::Engagement* FindByAssignment(const v1::PersonCalendar& calendar, absl::string_view assignment) {
  for (const v1::Engagement& engagement : calendar.engagements())
    if (engagement.assignment() == assignment) return &engagement;
  return nullptr;
}

template <typename Entries>
void EraseAssignment(Entries& entries, absl::string_view assignment) {
  const auto is_it = [assignment](const auto& entry) { return entry.assignment() == assignment; };
  entries.erase(std::remove_if(entries.begin(), entries.end(), is_it), entries.end());
}

v1::Application& AddApplication(v1::PersonCalendar& calendar, absl::string_view assignment, absl::string_view item) {
  v1::Application& application = *calendar.add_applications();
  application.set_assignment(std::string(assignment));
  application.set_item(std::string(item));
  return application;
}

// However many there are: a merge must not fail.
void MoveApplication(v1::PersonCalendar& from, v1::PersonCalendar& to, absl::string_view assignment) {
  for (const v1::Application& application : from.applications())
    if (application.assignment() == assignment) *to.add_applications() = application;
  EraseAssignment(*from.mutable_applications(), assignment);
}

}  // namespace

std::vector<v1::Engagement> Clashes(const v1::PersonCalendar& calendar, const v1::Engagement& wanted) {
  std::vector<v1::Engagement> clashes;
  if (!IsFullTime(wanted)) return clashes;
  for (const v1::Engagement& engagement : calendar.engagements())
    if (IsFullTime(engagement) && ShareADay(engagement, wanted)) clashes.push_back(engagement);
  return clashes;
}

const v1::Engagement* FindByItem(const v1::PersonCalendar& calendar, absl::string_view item) {
  for (const v1::Engagement& engagement : calendar.engagements())
    if (engagement.item() == item) return &engagement;
  return nullptr;
}

std::string AssignmentAt(const v1::PersonCalendar& calendar, absl::string_view item) {
  if (const v1::Engagement* engagement = FindByItem(calendar, item); engagement != nullptr)
    return engagement->assignment();
  for (const v1::Application& application : calendar.applications())
    if (application.item() == item) return application.assignment();
  return "";
}

std::string CountedDays(const DateRange& days) {
  const int count = DaysIn(days);
  return absl::StrCat(ToString(days), " (", count, count == 1 ? " day" : " days", ")");
}

absl::Status Apply(v1::PersonCalendar& calendar, absl::string_view assignment, absl::string_view item) {
  if (calendar.applications_size() >= kApplicationsPerPersonMax)
    return LimitExceeded(calendar.person(), absl::StrCat("at most ", kApplicationsPerPersonMax,
                                                         " nominations and places on waiting lists of a person"));
  AddApplication(calendar, assignment, item);
  return absl::OkStatus();
}

void AddUndecided(v1::PersonCalendar& calendar, absl::string_view assignment, absl::string_view item) {
  AddApplication(calendar, assignment, item).set_undecided(true);
}

void SetWaiting(v1::PersonCalendar& calendar, absl::string_view assignment, bool waiting) {
  for (v1::Application& application : *calendar.mutable_applications())
    if (application.assignment() == assignment) application.set_waiting(waiting);
}

void RemoveApplication(v1::PersonCalendar& calendar, absl::string_view assignment) {
  EraseAssignment(*calendar.mutable_applications(), assignment);
}

absl::Status Insert(v1::PersonCalendar& calendar, const v1::Engagement& engagement) {
  if (calendar.engagements_size() >= kEngagementsPerPersonMax)
    return LimitExceeded(calendar.person(), absl::StrCat("at most ", kEngagementsPerPersonMax,
                                                         " courses and postings in a person's calendar"));
  if (calendar.ByteSizeLong() + engagement.ByteSizeLong() > kCalendarBytesMax)
    return LimitExceeded(calendar.person(), absl::StrCat("at most ", kCalendarBytesMax, " bytes in a calendar"));
  Place(calendar, engagement);
  return absl::OkStatus();
}

bool Move(v1::PersonCalendar& from, v1::PersonCalendar& to, absl::string_view assignment) {
  MoveApplication(from, to, assignment);
  const v1::Engagement* engagement = FindByAssignment(from, assignment);
  if (engagement == nullptr) return true;
  if (to.ByteSizeLong() + engagement->ByteSizeLong() > kMergedCalendarBytesMax) return false;
  Place(to, *engagement);
  Remove(from, assignment);
  return true;
}

void Remove(v1::PersonCalendar& calendar, absl::string_view assignment) {
  EraseAssignment(*calendar.mutable_engagements(), assignment);
}

void Shorten(v1::PersonCalendar& calendar, absl::string_view assignment, absl::string_view last_day) {
  for (v1::Engagement& engagement : *calendar.mutable_engagements())
    if (engagement.assignment() == assignment && engagement.end_date() > last_day)
      engagement.set_end_date(std::string(last_day));
}

}  // namespace jiedui::scheduler
