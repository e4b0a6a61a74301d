// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/service_record.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "common/base/civil_date.h"

namespace jiedui::scheduler {
namespace {

// Every day of a range, its ends are given.
template <typename Visit>
void ForEachDay(const DateRange& range, Visit visit) {
  const std::optional<absl::CivilDay> first = ParseDate(range.first);
  const std::optional<absl::CivilDay> last = ParseDate(range.last);
  if (!first.has_value() || !last.has_value()) return;
  for (absl::CivilDay day = *first; day <= *last; ++day) visit(day);
}

DateRange DaysOf(const v1::ServicePeriod& period) { return {period.start_date(), period.end_date()}; }

}  // namespace

void AddService(v1::ServiceRecord& record, const v1::Assignment& assignment, absl::string_view posting_display_name) {
  if (assignment.check_in_date().empty()) return;
  const std::string first = std::max(assignment.start_date(), assignment.check_in_date());
  const std::string last = std::min(assignment.end_date(), record.as_of());
  if (last < first) return;
  v1::ServicePeriod& period = *record.add_periods();
  period.set_posting(assignment.item());
  period.set_display_name(std::string(posting_display_name));
  period.set_assignment(assignment.name());
  period.set_start_date(first);
  period.set_end_date(last);
  period.set_days(DaysIn({first, last}));
}

v1::ServiceRecord Counted(v1::ServiceRecord record, const v1::PersonCalendar& calendar) {
  std::sort(record.mutable_periods()->begin(), record.mutable_periods()->end(), [](const auto& a, const auto& b) {
    return std::tie(a.start_date(), a.assignment()) < std::tie(b.start_date(), b.assignment());
  });
  std::set<absl::CivilDay> on_leave;
  for (const v1::LeaveDays& leave : calendar.leaves())
    ForEachDay({leave.start_date(), leave.end_date()}, [&](absl::CivilDay day) { on_leave.insert(day); });
  std::set<absl::CivilDay> served;
  for (v1::ServicePeriod& period : *record.mutable_periods())
    ForEachDay(DaysOf(period), [&](absl::CivilDay day) {
      if (on_leave.count(day) > 0) {
        period.set_leave_days(period.leave_days() + 1);
      } else {
        served.insert(day);
      }
    });
  record.set_days(static_cast<int>(served.size()));
  record.set_days_missing(std::max(0, record.days_required() - record.days()));
  return record;
}

}  // namespace jiedui::scheduler
