// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/posting_service.h"

#include <string>
#include <utility>

#include "jiedui/scheduler/v1/posting_service.pb.h"
#include "scheduler_service/domain/posting.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/rpc/item_verbs.h"
#include "scheduler_service/rpc/list_members.h"
#include "scheduler_service/rpc/posting_verbs.h"
#include "scheduler_service/rpc/service_record.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/waiting.h"

namespace jiedui::scheduler {
namespace {

using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::Posting;
using PostingPatch = ResourcePatch<Posting>;

absl::StatusOr<Posting> ParseCreate(const ServiceParts& parts, v1::CreatePostingRequest request) {
  RETURN_IF_ERROR(CheckPosting(request.posting()));
  const std::string collection = request.parent() + "/postings/";
  request.mutable_posting()->set_state(request.initial_state());
  request.mutable_posting()->set_name(NewName(collection, request.posting_id(), "s", parts.clock));
  return std::move(*request.mutable_posting());
}

absl::StatusOr<PostingPatch> ParseUpdate(v1::UpdatePostingRequest request, const CallInfo& /*call*/) {
  return ParsePatch("posting", std::move(*request.mutable_posting()), std::move(*request.mutable_update_mask()));
}

absl::StatusOr<Posting> Create(const ServiceParts& parts, const Posting& draft, Transaction& txn) {
  ASSIGN_OR_RETURN(const PostingFacts facts,
                   LoadNewPosting(parts.tables, txn, draft.name(), draft.host_organization()));
  RETURN_IF_ERROR(CheckFree(parts.tables.postings, txn, MemberKey(draft.name()), kPostingType, draft.name()));
  ASSIGN_OR_RETURN(const PostingChange change, NewPosting(facts, draft, StampOf(txn)));
  RETURN_IF_ERROR(Put(parts.tables, txn, change));
  return change.posting;
}

absl::StatusOr<Posting> Update(const ServiceParts& parts, const PostingPatch& patch, Transaction& txn) {
  ASSIGN_OR_RETURN(PostingFacts facts, LoadPosting(parts.tables, txn, patch.values.name(), ""));
  ASSIGN_OR_RETURN(Posting wanted, Patched("posting", facts.posting, patch));
  ASSIGN_OR_RETURN(facts.host, FindHost(parts.tables, txn, wanted.host_organization()));
  if (!facts.posting.demand().empty()) {
    ASSIGN_OR_RETURN(auto demand, parts.tables.demands.Find(txn, MemberKey(facts.posting.demand())));
    if (demand.has_value()) facts.demand = std::move(*demand->mutable_demand());
  }
  ASSIGN_OR_RETURN(const PostingChange change, ChangedPosting(facts, std::move(wanted), StampOf(txn)));
  RETURN_IF_ERROR(CheckNobodyCame(parts, ItemOf(facts.posting), ItemOf(change.posting), txn));
  RETURN_IF_ERROR(Put(parts.tables, txn, change));
  RETURN_IF_ERROR(ServeItem(parts.tables, txn, change.posting.name(), ""));
  RETURN_IF_ERROR(TellPeople(parts, ItemOf(facts.posting), ItemOf(change.posting), txn));
  return change.posting;
}

}  // namespace

rpc::Service NewPostingService(const ServiceParts& parts) {
  rpc::Service service("jiedui.scheduler.v1.PostingService");
  service.Write<v1::CreatePostingRequest, Posting>(
      "CreatePosting",
      [parts](v1::CreatePostingRequest request, const CallInfo&) { return ParseCreate(parts, std::move(request)); },
      [parts](const Posting& draft, Transaction& txn) { return Create(parts, draft, txn); });
  service.Write<v1::UpdatePostingRequest, Posting>(
      "UpdatePosting", ParseUpdate,
      [parts](const PostingPatch& patch, Transaction& txn) { return Update(parts, patch, txn); });
  AddPostingVerbs(parts, service);
  service.Read<v1::GetPostingRequest, Posting>(
      "GetPosting", rpc::ReadCost::kPoint, [parts](const v1::GetPostingRequest& request, const ReadContext& context) {
        return GetResource(parts.tables.postings, MemberKey(request.name()), kPostingType, request.name(), context);
      });
  AddList<v1::ListPostingsRequest, v1::ListPostingsResponse, Posting>(parts, "ListPostings", kPostingPrefix, service);
  service.Read<v1::GetServiceRecordRequest, v1::ServiceRecord>(
      "GetServiceRecord", rpc::ReadCost::kScan,
      [parts](const v1::GetServiceRecordRequest& request, const ReadContext& context) {
        return GetServiceRecord(parts, request, context);
      });
  service.RecoverWith(parts.recovery);
  return service;
}

}  // namespace jiedui::scheduler
