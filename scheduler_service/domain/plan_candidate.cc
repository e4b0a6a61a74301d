// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_candidate.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/limits.h"

namespace jiedui::scheduler {
namespace {

// As Confirm has it: a merge may have brought the person two assignments to the item.
void AddSecondSeat(const v1::Assignment& assignment, const Candidate& candidate, PlanCandidate& seeker) {
  const v1::Engagement* seat = FindByItem(candidate.calendar, candidate.item.name);
  if (seat == nullptr || seat->assignment() == assignment.name()) return;
  v1::RuleFinding& finding = seeker.findings.emplace_back();
  finding.set_rule("SECOND_SEAT");
  finding.set_severity(v1::RuleFinding::SEVERITY_REFUSE);
  finding.set_subject(assignment.person());
  finding.set_found(absl::StrCat("the seat of ", seat->assignment()));
  finding.set_required("one seat of an item a person");
}

void AddLimit(const std::string& subject, const std::string& found, const std::string& required,
              PlanCandidate& seeker) {
  v1::RuleFinding& finding = seeker.findings.emplace_back();
  finding.set_rule("LIMIT_EXCEEDED");
  finding.set_severity(v1::RuleFinding::SEVERITY_REFUSE);
  finding.set_subject(subject);
  finding.set_found(found);
  finding.set_required(required);
}

// What Confirm would refuse, were it planned: nobody else is to go without a plan for it.
void AddLimits(const v1::Assignment& assignment, const Candidate& candidate, PlanCandidate& seeker) {
  if (const int steps = assignment.events_size(); steps >= kEventsMax)
    AddLimit(assignment.name(), absl::StrCat(steps, " steps"), absl::StrCat("fewer than ", kEventsMax), seeker);
  const v1::PersonCalendar& calendar = candidate.calendar;
  if (const int items = calendar.engagements_size(); items >= kEngagementsPerPersonMax)
    AddLimit(assignment.person(), absl::StrCat(items, " courses and postings in the calendar"),
             absl::StrCat("fewer than ", kEngagementsPerPersonMax), seeker);
  const size_t bytes = calendar.ByteSizeLong() + EngagementOf(candidate.item, assignment.name()).ByteSizeLong();
  if (bytes > kCalendarBytesMax)
    AddLimit(assignment.person(), absl::StrCat("a calendar of ", bytes, " bytes with the item"),
             absl::StrCat("at most ", kCalendarBytesMax), seeker);
}

// The item with the days that it takes to travel there and back.
v1::Engagement WithTravel(const Item& item, int travel_days) {
  v1::Engagement engagement = EngagementOf(item, "");
  engagement.set_start_date(FormatDate(*ParseDate(item.dates.first) - travel_days));
  engagement.set_end_date(FormatDate(*ParseDate(item.dates.last) + travel_days));
  return engagement;
}

void AddBusyDays(const Candidate& candidate, int travel_days, PlanCandidate& seeker) {
  if (!IsFullTime(candidate.item)) return;
  for (const v1::Engagement& other : Clashes(candidate.calendar, WithTravel(candidate.item, travel_days)))
    if (other.item() != candidate.item.name)
      seeker.busy.push_back({{other.start_date(), other.end_date()}, other.item(), false});
  if (!candidate.item.is_course) return;
  for (const v1::LeaveDays& leave : candidate.calendar.leaves()) {
    const DateRange dates{leave.start_date(), leave.end_date()};
    if (Intersection(dates, candidate.item.dates).has_value()) seeker.busy.push_back({dates, leave.leave(), true});
  }
}

}  // namespace

bool IsFullTime(const Item& item) { return item.intensity != v1::INTENSITY_PART_TIME; }

bool IsAboutDays(const v1::RuleFinding& finding) {
  return finding.rule() == "DOUBLE_BOOKING" || finding.rule() == "ON_LEAVE";
}

PlanCandidate PlanCandidateOf(const v1::Assignment& assignment, const Candidate& candidate, int travel_days) {
  PlanCandidate seeker{.assignment = assignment.name(),
                       .person = candidate.person.name(),
                       .seating = {candidate.division, candidate.person.category()},
                       .organization = candidate.organization,
                       .waiting_rank = assignment.waiting_rank(),
                       .create_seconds = assignment.create_time().seconds(),
                       .create_nanos = assignment.create_time().nanos()};
  for (v1::RuleFinding& finding : Findings(candidate))
    if (finding.severity() == v1::RuleFinding::SEVERITY_REFUSE && !IsAboutSeat(finding.rule()))
      seeker.findings.push_back(std::move(finding));
  AddSecondSeat(assignment, candidate, seeker);
  AddLimits(assignment, candidate, seeker);
  AddBusyDays(candidate, travel_days, seeker);
  return seeker;
}

void SortCandidates(const std::vector<std::string>& priority, std::vector<PlanCandidate>& seekers) {
  const auto comes_later = [&](const PlanCandidate& candidate) {
    return !std::binary_search(priority.begin(), priority.end(), candidate.assignment);
  };
  const auto rank = [](const PlanCandidate& candidate) {
    return candidate.waiting_rank > 0 ? candidate.waiting_rank : std::numeric_limits<int64_t>::max();
  };
  const auto place = [&](const PlanCandidate& candidate) {
    return std::tuple<bool, int64_t, int64_t, int32_t, const std::string&>(
        comes_later(candidate), rank(candidate), candidate.create_seconds, candidate.create_nanos,
        candidate.assignment);
  };
  std::sort(seekers.begin(), seekers.end(),
            [&](const PlanCandidate& a, const PlanCandidate& b) { return place(a) < place(b); });
}

}  // namespace jiedui::scheduler
