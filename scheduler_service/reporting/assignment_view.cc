// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/assignment_view.h"

#include <string>

#include "common/base/civil_date.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "scheduler_service/reporting/wire_fields.h"

namespace jiedui::scheduler {
namespace {

using v1::Assignment;

void SetField(const WireFields& field, AssignmentView& view) {
  switch (field.number()) {
    case Assignment::kNameFieldNumber:
      view.name = field.bytes();
      break;
    case Assignment::kPersonFieldNumber:
      view.person = field.bytes();
      break;
    case Assignment::kItemFieldNumber:
      view.item = field.bytes();
      break;
    case Assignment::kStateFieldNumber:
      view.state = static_cast<Assignment::State>(field.value());
      break;
    case Assignment::kEndDateFieldNumber:
      view.end_date = field.bytes();
      break;
    case Assignment::kCheckInDateFieldNumber:
      view.check_in_date = field.bytes();
      break;
    case Assignment::kCloseDateFieldNumber:
      view.close_date = field.bytes();
      break;
    case Assignment::kShortStayFieldNumber:
      view.short_stay = field.value() != 0;
      break;
    case Assignment::kEventsFieldNumber:
      if (view.first_event.empty()) view.first_event = field.bytes();
      break;
    case Assignment::kCertificateFieldNumber:
      view.certificate = field.bytes();
      break;
    default:
      break;
  }
}

}  // namespace

std::optional<AssignmentView> ViewAssignment(absl::string_view record) {
  AssignmentView view;
  WireFields outer(record);
  while (outer.Next()) {
    if (outer.number() != storage::v1::AssignmentRecord::kAssignmentFieldNumber) continue;
    WireFields fields(outer.bytes());
    while (fields.Next()) SetField(fields, view);
    if (fields.damaged()) return std::nullopt;
  }
  if (outer.damaged()) return std::nullopt;
  return view;
}

std::string NominationDay(const AssignmentView& assignment) {
  v1::AssignmentEvent event;
  if (assignment.first_event.empty()) return "";
  if (!event.ParseFromArray(assignment.first_event.data(), static_cast<int>(assignment.first_event.size()))) return "";
  if (!event.date().empty()) return event.date();
  return FormatDate(ShanghaiDay(absl::FromUnixSeconds(event.record_time().seconds())));
}

std::string CertificateDay(const AssignmentView& assignment) {
  v1::Certificate certificate;
  if (!certificate.ParseFromArray(assignment.certificate.data(), static_cast<int>(assignment.certificate.size())))
    return "";
  return certificate.issue_date();
}

}  // namespace jiedui::scheduler
