// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/leave_handlers.h"

#include <string>
#include <utility>

#include "common/rpc/list_page.h"
#include "jiedui/scheduler/v1/leave.pb.h"
#include "scheduler_service/domain/leave.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/people.h"
#include "scheduler_service/store/waiting.h"

namespace jiedui::scheduler {
namespace {

using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::Leave;

absl::StatusOr<Leave> ParseRecord(const ServiceParts& parts, v1::RecordLeaveRequest request) {
  RETURN_IF_ERROR(CheckLeave(request.leave()));
  request.mutable_leave()->set_name(NewName(request.parent() + "/leaves/", request.leave_id(), "l", parts.clock));
  return std::move(*request.mutable_leave());
}

// Where the person's days are: with whom they were merged into.
absl::StatusOr<v1::PersonCalendar> CalendarOf(const ServiceParts& parts, const Transaction& txn,
                                              absl::string_view person) {
  ASSIGN_OR_RETURN(const auto found, FindPerson(parts.tables, txn, person));
  if (!found.has_value()) return ResourceNotFound(kPersonType, person, "PERSON_UNKNOWN");
  return LoadCalendar(parts.tables, txn, found->name());
}

absl::StatusOr<Leave> Record(const ServiceParts& parts, const Leave& draft, Transaction& txn) {
  ASSIGN_OR_RETURN(const v1::PersonCalendar calendar, CalendarOf(parts, txn, ParentName(draft.name())));
  RETURN_IF_ERROR(CheckFree(parts.tables.leaves, txn, LeaveKey(draft.name()), kLeaveType, draft.name()));
  ASSIGN_OR_RETURN(LeaveChange change, NewLeave(calendar, draft, StampOf(txn)));
  storage::v1::LeaveRecord record;
  *record.mutable_leave() = change.leave;
  RETURN_IF_ERROR(parts.tables.leaves.Put(txn, record));
  RETURN_IF_ERROR(Put(parts.tables, txn, change.calendar));
  return std::move(change.leave);
}

absl::StatusOr<v1::CancelLeaveResponse> Cancel(const ServiceParts& parts, const v1::CancelLeaveRequest& request,
                                               Transaction& txn) {
  ASSIGN_OR_RETURN(const auto record, parts.tables.leaves.Find(txn, LeaveKey(request.name())));
  if (!record.has_value()) return ResourceNotFound(kLeaveType, request.name());
  const std::string& etag = record->leave().etag();
  if (!request.etag().empty() && request.etag() != etag) return EtagMismatch(request.name(), request.etag(), etag);
  ASSIGN_OR_RETURN(v1::PersonCalendar calendar, CalendarOf(parts, txn, ParentName(request.name())));
  RemoveLeave(calendar, request.name());
  RETURN_IF_ERROR(parts.tables.leaves.Delete(txn, LeaveKey(request.name())));
  RETURN_IF_ERROR(Put(parts.tables, txn, calendar));
  RETURN_IF_ERROR(ServePerson(parts.tables, txn, calendar.person()));
  return v1::CancelLeaveResponse();
}

// A person who was purged is in the directory no more; the calendar stays.
absl::Status RequireCalendarOrPerson(const ServiceParts& parts, const ReadContext& context, const std::string& name) {
  ASSIGN_OR_RETURN(const auto calendar, parts.tables.calendars.FindBytes(context.snapshot, PersonKey(name)));
  if (calendar.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto person, FindPerson(parts.tables, context.snapshot, name));
  return person.has_value() ? absl::OkStatus() : ResourceNotFound(kPersonType, name, "PERSON_UNKNOWN");
}

absl::StatusOr<v1::ListLeavesResponse> List(const ServiceParts& parts, const v1::ListLeavesRequest& request,
                                            const ReadContext& context) {
  RETURN_IF_ERROR(RequireCalendarOrPerson(parts, context, request.parent()));
  const std::string prefix(kLeavePrefix);
  const std::string range = absl::StrCat(prefix, PersonKey(request.parent()), "/");
  ASSIGN_OR_RETURN(const rpc::Encoded page,
                   rpc::ListPage(context, request, {.range = store::PrefixRange(range), .row_prefix = prefix},
                                 Leave::default_instance()));
  v1::ListLeavesResponse response;
  if (!response.ParseFromString(page.bytes)) return store::DamagedRow(range);
  if (request.view() != v1::LEAVE_VIEW_FULL)
    for (Leave& leave : *response.mutable_leaves()) HideWhy(leave);
  return response;
}

}  // namespace

void AddLeaveHandlers(const ServiceParts& parts, rpc::Service& service) {
  service.Write<v1::RecordLeaveRequest, Leave>(
      "RecordLeave",
      [parts](v1::RecordLeaveRequest request, const CallInfo&) { return ParseRecord(parts, std::move(request)); },
      [parts](const Leave& draft, Transaction& txn) { return Record(parts, draft, txn); });
  service.Write<v1::CancelLeaveRequest, v1::CancelLeaveResponse>(
      "CancelLeave",
      [](v1::CancelLeaveRequest request, const CallInfo&) {
        return absl::StatusOr<v1::CancelLeaveRequest>(std::move(request));
      },
      [parts](const v1::CancelLeaveRequest& request, Transaction& txn) { return Cancel(parts, request, txn); });
  service.Read<v1::ListLeavesRequest, v1::ListLeavesResponse>(
      "ListLeaves", rpc::ReadCost::kScan, [parts](const v1::ListLeavesRequest& request, const ReadContext& context) {
        return List(parts, request, context);
      });
}

}  // namespace jiedui::scheduler
