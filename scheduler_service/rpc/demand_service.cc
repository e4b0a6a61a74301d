// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/demand_service.h"

#include <string>
#include <utility>

#include "common/base/civil_date.h"
#include "jiedui/scheduler/v1/demand_service.pb.h"
#include "scheduler_service/domain/demand.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/rpc/item_verbs.h"
#include "scheduler_service/rpc/list_members.h"
#include "scheduler_service/rpc/suggest_candidates.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/demands.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/require_pairing.h"

namespace jiedui::scheduler {
namespace {

using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::Demand;
using DemandPatch = ResourcePatch<Demand>;

// A request to fulfil, with the name of the posting that it makes.
struct Fulfilment {
  v1::FulfillDemandRequest request;
  std::string posting;
};

absl::StatusOr<Demand> ParseCreate(const ServiceParts& parts, v1::CreateDemandRequest request) {
  RETURN_IF_ERROR(CheckDemand(request.demand()));
  request.mutable_demand()->set_name(NewName(request.parent() + "/demands/", request.demand_id(), "d", parts.clock));
  return std::move(*request.mutable_demand());
}

absl::StatusOr<DemandPatch> ParseUpdate(v1::UpdateDemandRequest request, const CallInfo& /*call*/) {
  return ParsePatch("demand", std::move(*request.mutable_demand()), std::move(*request.mutable_update_mask()));
}

absl::StatusOr<Fulfilment> ParseFulfill(const ServiceParts& parts, v1::FulfillDemandRequest request) {
  if (request.initial_state() == v1::Posting::STATE_CANCELLED)
    return InvalidField("initial_state", "is STATE_CANCELLED: a posting that takes no place meets nothing");
  const std::string collection = absl::StrCat(ParentName(request.name()), "/postings/");
  std::string posting = NewName(collection, request.posting_id(), "s", parts.clock);
  return Fulfilment{std::move(request), std::move(posting)};
}

absl::StatusOr<Demand> Create(const ServiceParts& parts, const Demand& draft, Transaction& txn) {
  ASSIGN_OR_RETURN(const DemandFacts facts, LoadNewDemand(parts.tables, txn, draft.name(), draft.host_organization()));
  RETURN_IF_ERROR(CheckFree(parts.tables.demands, txn, MemberKey(draft.name()), kDemandType, draft.name()));
  ASSIGN_OR_RETURN(Demand demand, NewDemand(facts, draft, StampOf(txn)));
  RETURN_IF_ERROR(Put(parts.tables, txn, demand));
  return demand;
}

absl::StatusOr<Demand> Update(const ServiceParts& parts, const DemandPatch& patch, Transaction& txn) {
  const std::string& host = patch.values.host_organization();
  ASSIGN_OR_RETURN(const DemandFacts facts, LoadDemand(parts.tables, txn, patch.values.name(), host));
  ASSIGN_OR_RETURN(Demand wanted, Patched("demand", facts.demand, patch));
  ASSIGN_OR_RETURN(Demand demand, ChangedDemand(facts, std::move(wanted), StampOf(txn)));
  RETURN_IF_ERROR(Put(parts.tables, txn, demand));
  return demand;
}

absl::StatusOr<v1::FulfillDemandResponse> Fulfill(const ServiceParts& parts, const Fulfilment& fulfilment,
                                                  Transaction& txn) {
  const v1::FulfillDemandRequest& request = fulfilment.request;
  ASSIGN_OR_RETURN(const DemandFacts facts, LoadDemand(parts.tables, txn, request.name(), ""));
  ASSIGN_OR_RETURN(const v1::Posting draft, PostingFor(facts.demand, request, fulfilment.posting));
  ASSIGN_OR_RETURN(const PostingFacts posting_facts,
                   LoadNewPosting(parts.tables, txn, draft.name(), draft.host_organization()));
  RETURN_IF_ERROR(CheckFree(parts.tables.postings, txn, MemberKey(draft.name()), kPostingType, draft.name()));
  ASSIGN_OR_RETURN(PostingChange change, NewPosting(posting_facts, draft, StampOf(txn)));
  v1::FulfillDemandResponse response;
  ASSIGN_OR_RETURN(*response.mutable_demand(),
                   Fulfilled(facts.demand, change.posting, VerbOf("FulfillDemand", request), StampOf(txn)));
  RETURN_IF_ERROR(Put(parts.tables, txn, response.demand()));
  RETURN_IF_ERROR(Put(parts.tables, txn, change));
  *response.mutable_posting() = std::move(change.posting);
  return response;
}

absl::StatusOr<Demand> Withdraw(const ServiceParts& parts, const v1::WithdrawDemandRequest& request, Transaction& txn) {
  ASSIGN_OR_RETURN(DemandFacts facts, LoadDemand(parts.tables, txn, request.name(), ""));
  RETURN_IF_ERROR(MoveItem(facts.demand, VerbOf("WithdrawDemand", request), StampOf(txn)).status());
  RETURN_IF_ERROR(Put(parts.tables, txn, facts.demand));
  return std::move(facts.demand);
}

absl::StatusOr<Demand> RunLapse(const ServiceParts& parts, const v1::LapseDemandRequest& request, Transaction& txn) {
  ASSIGN_OR_RETURN(DemandFacts facts, LoadDemand(parts.tables, txn, request.name(), ""));
  const Stamp stamp = StampOf(txn);
  RETURN_IF_ERROR(Lapse(facts.demand, ShanghaiDay(stamp.now), VerbOf("LapseDemand", request), stamp).status());
  RETURN_IF_ERROR(Put(parts.tables, txn, facts.demand));
  return std::move(facts.demand);
}

absl::StatusOr<v1::ListUnmetDemandResponse> ListUnmet(const ServiceParts& parts,
                                                      const v1::ListUnmetDemandRequest& request,
                                                      const ReadContext& context) {
  RETURN_IF_ERROR(RequirePairing(parts.tables, context.snapshot, request.parent()).status());
  v1::ListUnmetDemandResponse unmet = NothingUnmet();
  RETURN_IF_ERROR(VisitUnmet(parts.tables, context.snapshot, request.parent(),
                             [&](const Demand& demand) { CountUnmet(demand, request.as_of(), unmet); }));
  unmet.set_revision(context.snapshot.revision());
  return unmet;
}

void AddReads(const ServiceParts& parts, rpc::Service& service) {
  service.Read<v1::GetDemandRequest, Demand>(
      "GetDemand", rpc::ReadCost::kPoint, [parts](const v1::GetDemandRequest& request, const ReadContext& context) {
        return GetResource(parts.tables.demands, MemberKey(request.name()), kDemandType, request.name(), context);
      });
  AddList<v1::ListDemandsRequest, v1::ListDemandsResponse, Demand>(parts, "ListDemands", kDemandPrefix, service);
  service.Read<v1::ListUnmetDemandRequest, v1::ListUnmetDemandResponse>(
      "ListUnmetDemand", rpc::ReadCost::kScan,
      [parts](const v1::ListUnmetDemandRequest& request, const ReadContext& context) {
        return ListUnmet(parts, request, context);
      });
  service.Read<v1::SuggestCandidatesRequest, v1::SuggestCandidatesResponse>(
      "SuggestCandidates", rpc::ReadCost::kScan,
      [parts](const v1::SuggestCandidatesRequest& request, const ReadContext& context) {
        return SuggestCandidates(parts, request, context);
      });
}

}  // namespace

rpc::Service NewDemandService(const ServiceParts& parts) {
  rpc::Service service("jiedui.scheduler.v1.DemandService");
  service.Write<v1::CreateDemandRequest, Demand>(
      "CreateDemand",
      [parts](v1::CreateDemandRequest request, const CallInfo&) { return ParseCreate(parts, std::move(request)); },
      [parts](const Demand& draft, Transaction& txn) { return Create(parts, draft, txn); });
  service.Write<v1::UpdateDemandRequest, Demand>(
      "UpdateDemand", ParseUpdate,
      [parts](const DemandPatch& patch, Transaction& txn) { return Update(parts, patch, txn); });
  service.Write<v1::FulfillDemandRequest, v1::FulfillDemandResponse>(
      "FulfillDemand",
      [parts](v1::FulfillDemandRequest request, const CallInfo&) { return ParseFulfill(parts, std::move(request)); },
      [parts](const Fulfilment& fulfilment, Transaction& txn) { return Fulfill(parts, fulfilment, txn); });
  AddVerb<v1::WithdrawDemandRequest, Demand>(parts, "WithdrawDemand", Withdraw, service);
  AddVerb<v1::LapseDemandRequest, Demand>(parts, "LapseDemand", RunLapse, service);
  AddReads(parts, service);
  service.RecoverWith(parts.recovery);
  return service;
}

}  // namespace jiedui::scheduler
