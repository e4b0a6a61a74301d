// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/attendance.h"

#include <utility>

#include "jiedui/scheduler/v1/course_service.pb.h"
#include "scheduler_service/domain/attendance.h"
#include "scheduler_service/rpc/certificates.h"
#include "scheduler_service/rpc/training_record.h"
#include "scheduler_service/store/attendance.h"
#include "scheduler_service/store/facts.h"

namespace jiedui::scheduler {
namespace {

using store::Transaction;
using Request = v1::MarkAttendanceRequest;

v1::AttendanceMark MarkOf(const Request& request) {
  v1::AttendanceMark mark;
  mark.set_date(request.date());
  mark.set_half(request.half());
  mark.set_kind(request.kind());
  mark.set_reason(request.reason());
  return mark;
}

absl::StatusOr<rpc::RowResult> RunMark(const ServiceParts& parts, const Request& request, Transaction& txn) {
  ASSIGN_OR_RETURN(const AttendanceFacts facts, LoadAttendanceAt(parts.tables, txn, request.assignment()));
  ASSIGN_OR_RETURN(const SheetChange change, Mark(facts, MarkOf(request), StampOf(txn)));
  RETURN_IF_ERROR(Put(parts.tables, txn, change));
  const auto effect = !change.changed ? rpc::RowEffect::kUnchanged
                      : change.is_new ? rpc::RowEffect::kCreated
                                      : rpc::RowEffect::kUpdated;
  return rpc::RowResult{.effect = effect, .name = request.assignment()};
}

}  // namespace

void AddAttendance(const ServiceParts& parts, rpc::Service& service) {
  service.Bulk<Request, v1::MarkAttendanceResponse>(
      "MarkAttendance",
      [](Request request, const rpc::CallInfo&) { return absl::StatusOr<Request>(std::move(request)); },
      [parts](const Request& request, Transaction& txn) { return RunMark(parts, request, txn); });
  service.Read<v1::GetAttendanceSheetRequest, v1::AttendanceSheet>(
      "GetAttendanceSheet", rpc::ReadCost::kPoint,
      [parts](const v1::GetAttendanceSheetRequest& request,
              const rpc::ReadContext& context) -> absl::StatusOr<v1::AttendanceSheet> {
        ASSIGN_OR_RETURN(const AttendanceFacts facts,
                         LoadAttendanceAt(parts.tables, context.snapshot, request.assignment()));
        return Tallied(facts);
      });
  AddCertificates(parts, service);
  service.Read<v1::GetTrainingRecordRequest, v1::TrainingRecord>(
      "GetTrainingRecord", rpc::ReadCost::kScan,
      [parts](const v1::GetTrainingRecordRequest& request, const rpc::ReadContext& context) {
        return GetTrainingRecord(parts, request, context);
      });
}

}  // namespace jiedui::scheduler
