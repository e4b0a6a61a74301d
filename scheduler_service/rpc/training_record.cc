// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/training_record.h"

#include <utility>

#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/training_record.h"
#include "scheduler_service/store/attendance.h"
#include "scheduler_service/store/person_assignments.h"

namespace jiedui::scheduler {

absl::StatusOr<v1::TrainingRecord> GetTrainingRecord(const ServiceParts& parts,
                                                     const v1::GetTrainingRecordRequest& request,
                                                     const rpc::ReadContext& context) {
  ASSIGN_OR_RETURN(const PersonAssignments found,
                   LoadPersonAssignments(parts.tables, context.snapshot, request.person()));
  v1::TrainingRecord record;
  record.set_person(found.person);
  record.set_year(request.year());
  for (const v1::Assignment& assignment : found.assignments) {
    if (!IsCompleted(assignment.state()) || !IsCourseName(assignment.item())) continue;
    ASSIGN_OR_RETURN(const AttendanceFacts facts, LoadAttendance(parts.tables, context.snapshot, assignment));
    AddTraining(record, facts);
  }
  return Summed(std::move(record));
}

}  // namespace jiedui::scheduler
