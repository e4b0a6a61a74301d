// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/posting_verbs.h"

#include <string>
#include <utility>

#include "common/base/civil_date.h"
#include "jiedui/scheduler/v1/posting_service.pb.h"
#include "scheduler_service/domain/posting.h"
#include "scheduler_service/rpc/item_verbs.h"
#include "scheduler_service/store/changes.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::ItemWork;
using store::Transaction;
using v1::Posting;

// The posting one state on, with nothing else changed.
template <typename Request>
absl::StatusOr<PostingChange> MovedPosting(const ServiceParts& parts, absl::string_view verb, const Request& request,
                                           Transaction& txn) {
  ASSIGN_OR_RETURN(const PostingFacts facts, LoadPosting(parts.tables, txn, request.name(), ""));
  PostingChange change{facts.posting, facts.seats, facts.item_dates};
  ASSIGN_OR_RETURN(change.changed, MoveItem(change.posting, VerbOf(verb, request), StampOf(txn)));
  if constexpr (requires { request.document_number(); })
    if (change.changed) change.posting.set_document_number(request.document_number());
  if (change.changed) RETURN_IF_ERROR(Put(parts.tables, txn, change));
  return change;
}

absl::StatusOr<Posting> ConfirmPosting(const ServiceParts& parts, const v1::ConfirmPostingRequest& request,
                                       Transaction& txn) {
  ASSIGN_OR_RETURN(PostingChange change, MovedPosting(parts, "ConfirmPosting", request, txn));
  return std::move(change.posting);
}

absl::StatusOr<Posting> Start(const ServiceParts& parts, const v1::StartPostingRequest& request, Transaction& txn) {
  ASSIGN_OR_RETURN(PostingChange change, MovedPosting(parts, "StartPosting", request, txn));
  return std::move(change.posting);
}

absl::Status PeopleCheckedIn(const std::string& name, absl::string_view found) {
  return RulesFailed("RULES_FAILED", {{"CHECKED_IN", name, absl::StrCat("found people who ", found)}});
}

absl::StatusOr<Posting> Complete(const ServiceParts& parts, const v1::CompletePostingRequest& request,
                                 Transaction& txn) {
  ASSIGN_OR_RETURN(PostingChange change, MovedPosting(parts, "CompletePosting", request, txn));
  if (!change.changed) return std::move(change.posting);
  ASSIGN_OR_RETURN(const bool anybody, AnybodyThere(parts.tables, txn, request.name()));
  if (anybody) return PeopleCheckedIn(request.name(), "are there, required their assignments to be completed");
  RETURN_IF_ERROR(
      BeginWork(parts.tables, txn, request.name(),
                WorkOf(ItemWork::KIND_CLOSE, change.posting.end_date(), "the posting is over", StampOf(txn)))
          .status());
  return std::move(change.posting);
}

// Ends or cancels it with its people.
template <typename Response, typename Request>
absl::StatusOr<Response> Stop(const ServiceParts& parts, absl::string_view verb, ItemWork::Kind kind,
                              const Request& request, Transaction& txn) {
  ASSIGN_OR_RETURN(const PostingChange change, MovedPosting(parts, verb, request, txn));
  Response response;
  *response.mutable_posting() = change.posting;
  if (!change.changed) return response;
  if (kind == ItemWork::KIND_CANCEL) {
    // Whoever came and has left counts as sent, which a cancelled posting would make undone.
    ASSIGN_OR_RETURN(const bool anybody, AnybodyCame(parts.tables, txn, request.name()));
    if (anybody) return PeopleCheckedIn(request.name(), "came, required none: start it, and end it early");
  }
  ASSIGN_OR_RETURN(const WorkDone done, BeginWork(parts.tables, txn, request.name(),
                                                  WorkOf(kind, request.date(), request.reason(), StampOf(txn))));
  SetNotices(done, done.goes_on ? PeopleOfLedger(change.seats.ledger()) : 0, response);
  return response;
}

absl::StatusOr<v1::EndPostingEarlyResponse> EndEarly(const ServiceParts& parts,
                                                     const v1::EndPostingEarlyRequest& request, Transaction& txn) {
  ASSIGN_OR_RETURN(const PostingFacts facts, LoadPosting(parts.tables, txn, request.name(), ""));
  const DateRange dates{facts.posting.start_date(), facts.posting.end_date()};
  if (!Contains(dates, request.date()))
    return RulesFailed("RULES_FAILED", {{"DATE_OUTSIDE", request.name(),
                                         absl::StrCat("found ", request.date(), ", required ", ToString(dates))}});
  RETURN_IF_ERROR(CheckMayEnd(parts.tables, txn, request.name(), request.date()));
  return Stop<v1::EndPostingEarlyResponse>(parts, "EndPostingEarly", ItemWork::KIND_END_EARLY, request, txn);
}

absl::StatusOr<v1::CancelPostingResponse> Cancel(const ServiceParts& parts, const v1::CancelPostingRequest& request,
                                                 Transaction& txn) {
  return Stop<v1::CancelPostingResponse>(parts, "CancelPosting", ItemWork::KIND_CANCEL, request, txn);
}

absl::StatusOr<Posting> Extend(const ServiceParts& parts, const v1::ExtendPostingRequest& request, Transaction& txn) {
  ASSIGN_OR_RETURN(const PostingFacts facts, LoadPosting(parts.tables, txn, request.name(), ""));
  ItemVerb verb = VerbOf("ExtendPosting", request);
  verb.detail = absl::StrCat(facts.posting.end_date(), " to ", request.end_date());
  ASSIGN_OR_RETURN(PostingChange change, Extended(facts, request.end_date(), verb, StampOf(txn)));
  if (change.posting.etag() == facts.posting.etag()) return std::move(change.posting);
  RETURN_IF_ERROR(Put(parts.tables, txn, change));
  RETURN_IF_ERROR(KeepPeopleOn(parts.tables, txn, request.name(), facts.posting.end_date(), request.reason()));
  return std::move(change.posting);
}

}  // namespace

void AddPostingVerbs(const ServiceParts& parts, rpc::Service& service) {
  AddVerb<v1::ConfirmPostingRequest, Posting>(parts, "ConfirmPosting", ConfirmPosting, service);
  AddVerb<v1::StartPostingRequest, Posting>(parts, "StartPosting", Start, service);
  AddVerb<v1::CompletePostingRequest, Posting>(parts, "CompletePosting", Complete, service);
  AddVerb<v1::EndPostingEarlyRequest, v1::EndPostingEarlyResponse>(parts, "EndPostingEarly", EndEarly, service);
  AddVerb<v1::CancelPostingRequest, v1::CancelPostingResponse>(parts, "CancelPosting", Cancel, service);
  AddVerb<v1::ExtendPostingRequest, Posting>(parts, "ExtendPosting", Extend, service);
}

}  // namespace jiedui::scheduler
