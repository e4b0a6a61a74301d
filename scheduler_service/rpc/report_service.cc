// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/report_service.h"

#include <utility>

#include "jiedui/scheduler/v1/report_service.pb.h"
#include "scheduler_service/directory/progress.h"
#include "scheduler_service/reporting/report.h"
#include "scheduler_service/reporting/report_rows.h"
#include "scheduler_service/rpc/directory_state.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using rpc::ReadContext;

absl::StatusOr<v1::Pairing> RequirePairing(const ServiceParts& parts, const std::string& name,
                                           const ReadContext& context) {
  ASSIGN_OR_RETURN(const auto record, parts.tables.pairings.Find(context.snapshot, PairingKey(name)));
  if (!record.has_value()) return ResourceNotFound(v1::Pairing::descriptor()->full_name(), name);
  return record->pairing();
}

absl::StatusOr<DateRange> PeriodOf(const v1::GetReportRequest& request, const v1::Pairing& pairing) {
  DateRange period{.first = request.since().empty() ? pairing.start_date() : request.since(), .last = request.as_of()};
  if (period.first <= period.last) return period;
  if (!request.since().empty()) return InvalidField("since", absl::StrCat("is after as_of ", period.last));
  return InvalidField("as_of", absl::StrCat("is before the pairing's first day ", period.first));
}

absl::StatusOr<v1::Report> GetReport(const ServiceParts& parts, const v1::GetReportRequest& request,
                                     const ReadContext& context) {
  ASSIGN_OR_RETURN(const v1::Pairing pairing, RequirePairing(parts, request.pairing(), context));
  ASSIGN_OR_RETURN(const DateRange period, PeriodOf(request, pairing));
  ReportCounter counter(pairing, period);
  RETURN_IF_ERROR(AddRows(parts.tables, context.snapshot, pairing.name(), counter));
  v1::Report report;
  report.set_pairing(pairing.name());
  report.set_pairing_display_name(pairing.display_name());
  report.set_since(period.first);
  report.set_as_of(period.last);
  for (v1::Figure& figure : counter.Figures()) *report.add_figures() = std::move(figure);
  report.set_revision(context.snapshot.revision());
  ASSIGN_OR_RETURN(*report.mutable_directory(), StateOfDirectory(parts, context));
  return report;
}

}  // namespace

rpc::Service NewReportService(const ServiceParts& parts) {
  rpc::Service service("jiedui.scheduler.v1.ReportService");
  service.Read<v1::GetReportRequest, v1::Report>(
      "GetReport", rpc::ReadCost::kScan, [parts](const v1::GetReportRequest& request, const ReadContext& context) {
        return GetReport(parts, request, context);
      });
  service.RecoverWith(parts.recovery);
  return service;
}

}  // namespace jiedui::scheduler
