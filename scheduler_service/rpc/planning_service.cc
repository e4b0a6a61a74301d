// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/planning_service.h"

#include <memory>
#include <string>
#include <utility>

#include "jiedui/scheduler/v1/planning_service.pb.h"
#include "scheduler_service/domain/plan_answer.h"
#include "scheduler_service/rpc/create_plan.h"
#include "scheduler_service/rpc/item_verbs.h"
#include "scheduler_service/rpc/list_members.h"
#include "scheduler_service/rpc/plan_reads.h"
#include "scheduler_service/rpc/sweep_plans.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/plan_commit.h"
#include "scheduler_service/store/plan_rows.h"

namespace jiedui::scheduler {
namespace {

using rpc::ReadContext;
using store::Transaction;
using v1::Plan;

absl::StatusOr<v1::CommitPlanResponse> Commit(const ServiceParts& parts, const v1::CommitPlanRequest& request,
                                              Transaction& txn) {
  v1::CommitPlanResponse response;
  ASSIGN_OR_RETURN(storage::v1::PlanRecord record, LoadPlan(parts.tables, txn, request.name()));
  if (record.plan().state() == Plan::STATE_COMMITTED) {
    *response.mutable_plan() = std::move(*record.mutable_plan());
    return response;
  }
  ASSIGN_OR_RETURN(const storage::v1::PlanBasis basis, LoadBasis(parts.tables, txn, record));
  ASSIGN_OR_RETURN(PlanCommitted committed, CommitPlan(parts.tables, txn, std::move(record), basis,
                                                       {.etag = request.etag(),
                                                        .date = request.date(),
                                                        .keep_left_out_approved = request.keep_left_out_approved()}));
  *response.mutable_plan() = std::move(committed.plan);
  response.set_confirmed(committed.confirmed);
  response.set_waitlisted(committed.waitlisted);
  response.set_unchanged(committed.unchanged);
  return response;
}

absl::StatusOr<Plan> Discard(const ServiceParts& parts, const v1::DiscardPlanRequest& request, Transaction& txn) {
  ASSIGN_OR_RETURN(storage::v1::PlanRecord record, LoadPlan(parts.tables, txn, request.name()));
  ASSIGN_OR_RETURN(const bool is_new, MovePlan(Plan::STATE_DISCARDED, "DiscardPlan", request.etag(), StampOf(txn),
                                               *record.mutable_plan()));
  if (is_new) {
    RETURN_IF_ERROR(DropBasis(parts.tables, txn, record));
    RETURN_IF_ERROR(parts.tables.plans.Put(txn, record));
  }
  return std::move(*record.mutable_plan());
}

// A read of a plan, whose basis takes time to unpack.
template <typename Request, typename Response, typename Load>
void AddRead(const ServiceParts& parts, absl::string_view method, Load load, rpc::Service& service) {
  service.Read<Request, Response>(
      method, rpc::ReadCost::kScan,
      [parts, load](const Request& request, const ReadContext& context) { return load(parts, request, context); });
}

}  // namespace

rpc::Service NewPlanningService(const ServiceParts& parts, store::Store& store, Planner& planner) {
  rpc::Service service("jiedui.scheduler.v1.PlanningService");
  service.Stream<v1::CreatePlanRequest>(
      "CreatePlan", [parts, &store, &planner](const v1::CreatePlanRequest& request, const rpc::CallInfo& call) {
        return CreatePlan(parts, store, planner, request, call);
      });
  service.Stream<v1::SweepPlansRequest>(
      "SweepPlans", [parts, &store, &planner](const v1::SweepPlansRequest& request, const rpc::CallInfo& call) {
        return SweepPlans(parts, store, planner, request, call);
      });
  AddRead<v1::GetPlanRequest, Plan>(parts, "GetPlan", GetPlan, service);
  AddList<v1::ListPlansRequest, v1::ListPlansResponse, Plan>(parts, "ListPlans", kPlanPrefix, service);
  AddRead<v1::ExplainPersonRequest, v1::PersonExplanation>(parts, "ExplainPerson", ExplainPerson, service);
  AddRead<v1::SurveyPlanRequest, v1::PlanOverview>(parts, "SurveyPlan", SurveyPlan, service);
  AddRead<v1::VerifyPlanRequest, v1::VerifyPlanResponse>(parts, "VerifyPlan", VerifyPlan, service);
  AddVerb<v1::CommitPlanRequest, v1::CommitPlanResponse>(parts, "CommitPlan", Commit, service);
  AddVerb<v1::DiscardPlanRequest, Plan>(parts, "DiscardPlan", Discard, service);
  service.RecoverWith(parts.recovery);
  return service;
}

}  // namespace jiedui::scheduler
