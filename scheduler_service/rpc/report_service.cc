// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/report_service.h"

#include <memory>
#include <optional>
#include <utility>

#include "jiedui/scheduler/v1/report_service.pb.h"
#include "scheduler_service/reporting/counting_rules.h"
#include "scheduler_service/reporting/reporter.h"
#include "scheduler_service/rpc/directory_state.h"
#include "scheduler_service/rpc/list_contributors.h"
#include "scheduler_service/rpc/report_question.h"
#include "scheduler_service/store/require_pairing.h"

namespace jiedui::scheduler {
namespace {

using rpc::ReadContext;

absl::StatusOr<v1::Report> Count(const ServiceParts& parts, Reporter& reporter, const ReportQuestion& question,
                                 const ReadContext& context) {
  if (question.pairing == kAllPairings)
    return reporter.ReportOfAll(context.snapshot, question, [&] { return CheckDeadline(parts, context); });
  ASSIGN_OR_RETURN(const v1::Pairing pairing, RequirePairing(parts.tables, context.snapshot, question.pairing));
  RETURN_IF_ERROR(CheckPeriod(question, pairing));
  return reporter.ReportOf(context.snapshot, pairing, question);
}

absl::StatusOr<v1::Report> GetReport(const ServiceParts& parts, Reporter& reporter, const v1::GetReportRequest& request,
                                     const ReadContext& context) {
  ASSIGN_OR_RETURN(ReportQuestion question, ParseQuestion(request.pairing(), PeriodFieldsOf(request)));
  ASSIGN_OR_RETURN(question.basis, ParseBasis(request.basis()));
  ASSIGN_OR_RETURN(v1::Report report, Count(parts, reporter, question, context));
  ASSIGN_OR_RETURN(*report.mutable_directory(), StateOfDirectory(parts, context));
  return report;
}

absl::StatusOr<v1::ListCountingRulesResponse> ListCountingRules(const v1::ListCountingRulesRequest& request,
                                                                const ReadContext& /*context*/) {
  const std::optional<FigureId> wanted = FindFigure(request.figure());
  if (!request.figure().empty() && !wanted.has_value()) return InvalidField("figure", "is no figure that is counted");
  v1::ListCountingRulesResponse response;
  for (const CountingRules::FigureRule& rule : ShippedCountingRules().all()) {
    if (wanted.has_value() && rule.figure != *wanted) continue;
    auto& listed = *response.add_rules();
    listed.set_figure(std::string(SpecOf(rule.figure).code));
    *listed.mutable_rule() = rule.rule;
  }
  return response;
}

}  // namespace

rpc::Service NewReportService(const ServiceParts& parts) {
  rpc::Service service("jiedui.scheduler.v1.ReportService");
  // Shared with the handlers, of which there are copies.
  const auto reporter = std::make_shared<Reporter>(parts.tables);
  service.Read<v1::GetReportRequest, v1::Report>(
      "GetReport", rpc::ReadCost::kScan,
      [parts, reporter](const v1::GetReportRequest& request, const ReadContext& context) {
        return GetReport(parts, *reporter, request, context);
      });
  service.Read<v1::ListContributorsRequest, v1::ListContributorsResponse>(
      "ListContributors", rpc::ReadCost::kScan,
      [parts](const v1::ListContributorsRequest& request, const ReadContext& context) {
        return ListContributors(parts, request, context);
      });
  service.Read<v1::ListCountingRulesRequest, v1::ListCountingRulesResponse>("ListCountingRules", rpc::ReadCost::kScan,
                                                                            ListCountingRules);
  service.RecoverWith(parts.recovery);
  return service;
}

}  // namespace jiedui::scheduler
