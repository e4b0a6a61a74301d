// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/service_record.h"

#include <string>
#include <vector>

#include "common/base/civil_date.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/service_record.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/person_assignments.h"

namespace jiedui::scheduler {

absl::StatusOr<v1::ServiceRecord> GetServiceRecord(const ServiceParts& parts,
                                                   const v1::GetServiceRecordRequest& request,
                                                   const rpc::ReadContext& context) {
  const Tables& tables = parts.tables;
  ASSIGN_OR_RETURN(const PersonAssignments found, LoadPersonAssignments(tables, context.snapshot, request.person()));
  v1::ServiceRecord record;
  record.set_person(found.person);
  record.set_as_of(request.as_of().empty() ? FormatDate(ShanghaiDay(parts.clock.Now())) : request.as_of());
  record.set_days_required(request.days_required());
  for (const v1::Assignment& assignment : found.assignments) {
    if (IsCourseName(assignment.item())) continue;
    ASSIGN_OR_RETURN(const auto posting, tables.postings.Find(context.snapshot, MemberKey(assignment.item())));
    AddService(record, assignment, posting.has_value() ? posting->posting().display_name() : "");
  }
  ASSIGN_OR_RETURN(const auto calendar, tables.calendars.Find(context.snapshot, PersonKey(found.person)));
  return Counted(std::move(record), calendar.has_value() ? calendar->calendar() : v1::PersonCalendar());
}

}  // namespace jiedui::scheduler
