// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/outcome_service.h"

#include <string>
#include <utility>

#include "jiedui/scheduler/v1/outcome_service.pb.h"
#include "scheduler_service/domain/outcome.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/rpc/list_members.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/outcomes.h"

namespace jiedui::scheduler {
namespace {

using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::Outcome;
using OutcomePatch = ResourcePatch<Outcome>;

// What is to be recorded in which pairing.
struct Report {
  std::string parent;
  Outcome outcome;
};

absl::StatusOr<Report> ParseRecord(v1::RecordOutcomeRequest request) {
  Report report{.parent = request.parent(), .outcome = Normalized(std::move(*request.mutable_outcome()))};
  report.outcome.clear_etag();
  RETURN_IF_ERROR(CheckOutcome(report.parent, report.outcome));
  return report;
}

absl::StatusOr<Report> ParseRow(v1::RecordOutcomesRequest request) {
  absl::StatusOr<Report> report = ParseRecord(std::move(*request.mutable_record()));
  if (!report.ok()) return WithFieldPrefix("record", report.status());
  return report;
}

absl::StatusOr<OutcomePatch> ParseUpdate(v1::UpdateOutcomeRequest request, const CallInfo& /*call*/) {
  return ParsePatch("outcome", std::move(*request.mutable_outcome()), std::move(*request.mutable_update_mask()));
}

absl::StatusOr<OutcomeChange> Record(const ServiceParts& parts, const Report& report, Transaction& txn) {
  Outcome draft = report.outcome;
  ASSIGN_OR_RETURN(const OutcomeFacts facts, LoadNewOutcome(parts.tables, txn, report.parent, draft));
  ASSIGN_OR_RETURN(OutcomeChange change, Recorded(facts, std::move(draft), StampOf(txn)));
  if (change.changed) RETURN_IF_ERROR(Put(parts.tables, txn, change.outcome));
  return change;
}

absl::StatusOr<v1::RecordOutcomeResponse> RecordOne(const ServiceParts& parts, const Report& report, Transaction& txn) {
  ASSIGN_OR_RETURN(OutcomeChange change, Record(parts, report, txn));
  v1::RecordOutcomeResponse response;
  response.set_known(change.known);
  *response.mutable_outcome() = std::move(change.outcome);
  return response;
}

absl::StatusOr<rpc::RowResult> RecordRow(const ServiceParts& parts, const Report& report, Transaction& txn) {
  ASSIGN_OR_RETURN(const OutcomeChange change, Record(parts, report, txn));
  const auto effect = !change.changed ? rpc::RowEffect::kUnchanged
                      : change.known  ? rpc::RowEffect::kUpdated
                                      : rpc::RowEffect::kCreated;
  return rpc::RowResult{.effect = effect, .name = change.outcome.name()};
}

absl::StatusOr<Outcome> Update(const ServiceParts& parts, const OutcomePatch& patch, Transaction& txn) {
  ASSIGN_OR_RETURN(OutcomeFacts facts, LoadOutcome(parts.tables, txn, patch.values.name()));
  ASSIGN_OR_RETURN(Outcome wanted, Patched("outcome", *facts.known, patch));
  RETURN_IF_ERROR(RequireCourseOf(parts.tables, txn, wanted));
  ASSIGN_OR_RETURN(facts.namesake, NamesakeOf(parts.tables, txn, wanted));
  ASSIGN_OR_RETURN(Outcome outcome, ChangedOutcome(facts, std::move(wanted), StampOf(txn)));
  RETURN_IF_ERROR(Put(parts.tables, txn, outcome));
  return outcome;
}

}  // namespace

rpc::Service NewOutcomeService(const ServiceParts& parts) {
  rpc::Service service("jiedui.scheduler.v1.OutcomeService");
  service.Write<v1::RecordOutcomeRequest, v1::RecordOutcomeResponse>(
      "RecordOutcome",
      [](v1::RecordOutcomeRequest request, const CallInfo&) { return ParseRecord(std::move(request)); },
      [parts](const Report& report, Transaction& txn) { return RecordOne(parts, report, txn); });
  service.Write<v1::UpdateOutcomeRequest, Outcome>(
      "UpdateOutcome", ParseUpdate,
      [parts](const OutcomePatch& patch, Transaction& txn) { return Update(parts, patch, txn); });
  service.Bulk<v1::RecordOutcomesRequest, v1::RecordOutcomesResponse>(
      "RecordOutcomes", [](v1::RecordOutcomesRequest request, const CallInfo&) { return ParseRow(std::move(request)); },
      [parts](const Report& report, Transaction& txn) { return RecordRow(parts, report, txn); });
  service.Read<v1::GetOutcomeRequest, Outcome>(
      "GetOutcome", rpc::ReadCost::kPoint, [parts](const v1::GetOutcomeRequest& request, const ReadContext& context) {
        return GetResource(parts.tables.outcomes, MemberKey(request.name()), kOutcomeType, request.name(), context);
      });
  AddList<v1::ListOutcomesRequest, v1::ListOutcomesResponse, Outcome>(parts, "ListOutcomes", kOutcomePrefix, service);
  service.RecoverWith(parts.recovery);
  return service;
}

}  // namespace jiedui::scheduler
