// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/training.h"

#include <algorithm>

#include "common/base/civil_date.h"
#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/licence.h"

namespace jiedui::scheduler {

std::string MonthsBefore(absl::CivilDay day, int months) {
  const absl::CivilMonth month = absl::CivilMonth(day) - months;
  const int last_of_month = (absl::CivilDay(month + 1) - 1).day();
  return FormatDate(absl::CivilDay(month.year(), month.month(), std::min(day.day(), last_of_month)));
}

bool IsAskedFor(const v1::ListUntrainedPersonsRequest& request, const registry::v1::Person& person) {
  if (person.category() != request.category()) return false;
  if (person.has_delete_time() || person.has_restrict_time()) return false;
  v1::Requirements required;
  if (request.licence_kind() != registry::v1::Licence::KIND_UNSPECIFIED)
    required.add_licence_kinds(request.licence_kind());
  return !FirstDayUnlicensed(person, required, {.first = request.as_of(), .last = request.as_of()}).has_value();
}

std::string TrainingEnd(const v1::Assignment& assignment, absl::string_view as_of) {
  const bool completed = IsCompleted(assignment.state()) && assignment.close_date() <= as_of;
  return completed && IsCourseName(assignment.item()) ? assignment.end_date() : "";
}

}  // namespace jiedui::scheduler
