// SPDX-License-Identifier: Apache-2.0
// What the verbs on courses and postings share.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "common/rpc/service.h"
#include "common/store/transaction.h"
#include "scheduler_service/domain/item_states.h"
#include "scheduler_service/rpc/parts.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/item_work.h"

namespace jiedui::scheduler {

inline constexpr int kNoticesMax = 1000;  // listed in one answer

template <typename Request>
ItemVerb VerbOf(absl::string_view verb, const Request& request) {
  return {.verb = verb, .etag = request.etag(), .reason = request.reason(), .detail = ""};
}

// People whom the item concerns before a change, at most: whoever has a seat, waits or is nominated.
inline int PeopleOfLedger(const v1::SeatLedger& ledger) {
  int people = ledger.taken() + ledger.waiting();
  for (const v1::SeatCount& count : ledger.counts()) people += count.pending();
  return people;
}

// Whom to tell, in the answer.
template <typename Response>
void SetNotices(const WorkDone& done, int people, Response& response) {
  for (const v1::Notice& notice : done.notices)
    if (response.notices_size() < kNoticesMax) *response.add_notices() = notice;
  response.set_notices_total(std::max(people, static_cast<int>(done.notices.size())));
}

// A verb that needs no parsing beyond its fields' rules. `run`: (parts, request, txn) -> StatusOr<Response>.
template <typename Request, typename Response, typename Run>
void AddVerb(const ServiceParts& parts, absl::string_view verb, Run run, rpc::Service& service) {
  service.Write<Request, Response>(
      verb, [](Request request, const rpc::CallInfo&) { return absl::StatusOr<Request>(std::move(request)); },
      [parts, run](const Request& request, store::Transaction& txn) { return run(parts, request, txn); });
}

inline storage::v1::ItemWork WorkOf(storage::v1::ItemWork::Kind kind, absl::string_view date, absl::string_view reason,
                                    const Stamp& stamp) {
  storage::v1::ItemWork work;
  work.set_kind(kind);
  work.set_date(std::string(date));
  work.set_reason(std::string(reason));
  work.set_actor(stamp.actor);
  return work;
}

// CHECKED_IN, if anybody has come to an item that is given other days, also who has left since, or was replaced: they
// were there on the old ones, and count on them.
inline absl::Status CheckNobodyCame(const ServiceParts& parts, const Item& before, const Item& after,
                                    const store::Transaction& txn) {
  if (before.dates.first == after.dates.first && before.dates.last == after.dates.last) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool anybody, AnybodyCame(parts.tables, txn, before.name));
  if (!anybody) return absl::OkStatus();
  return RulesFailed("RULES_FAILED", {{"CHECKED_IN", before.name, "found people who have checked in, required none"}});
}

// After an update: whoever is at the item follows it, and is asked again wherever they wait. FAILED_PRECONDITION /
// RULES_FAILED: WORK_IN_PROGRESS.
inline absl::Status TellPeople(const ServiceParts& parts, const Item& before, const Item& after,
                               store::Transaction& txn) {
  if (!ConcernsPeople(before, after)) return absl::OkStatus();
  const auto work = WorkOf(storage::v1::ItemWork::KIND_ASK_AGAIN, "", "", StampOf(txn));
  return BeginWork(parts.tables, txn, after.name, work).status();
}

}  // namespace jiedui::scheduler
