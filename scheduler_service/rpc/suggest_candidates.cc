// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/suggest_candidates.h"

#include <string>
#include <utility>

#include "absl/strings/str_split.h"
#include "common/rpc/list_page.h"
#include "common/rpc/page_token.h"
#include "scheduler_service/domain/demand.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/domain/seats.h"
#include "scheduler_service/domain/suggestion.h"
#include "scheduler_service/store/candidate.h"
#include "scheduler_service/store/demands.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using registry::v1::Person;
using rpc::ReadContext;
using store::Snapshot;

// Where a page begins: at a rank among the people from a position on. In a token the rank comes first, then a line end.
struct PageStart {
  std::string rank;      // that has been told; empty = none
  std::string position;  // of the first of the people; empty = of all
};

std::string ToText(const PageStart& start) { return absl::StrCat(start.rank, "\n", start.position); }

PageStart StartFrom(const std::string& text) {
  const std::pair<std::string, std::string> both = absl::StrSplit(text, absl::MaxSplits('\n', 1));
  return {both.first, both.second};
}

// What somebody is wanted for, as the rules see it before there is a person.
struct Place {
  Wanted wanted;
  Candidate candidate;
};

absl::StatusOr<Wanted> LoadWanted(const Tables& tables, const Snapshot& snapshot, const std::string& name) {
  const std::string key = MemberKey(name);
  if (MatchesPattern(name, "pairings/*/postings/*")) {
    ASSIGN_OR_RETURN(const auto posting, tables.postings.Find(snapshot, key));
    if (!posting.has_value()) return ResourceNotFound(kPostingType, name);
    return WantedFor(posting->posting());
  }
  ASSIGN_OR_RETURN(const auto demand, tables.demands.Find(snapshot, key));
  if (!demand.has_value()) return ResourceNotFound(kDemandType, name);
  return WantedFor(demand->demand());
}

absl::StatusOr<Place> LoadPlace(const Tables& tables, const Snapshot& snapshot, const std::string& name) {
  Place place;
  ASSIGN_OR_RETURN(place.wanted, LoadWanted(tables, snapshot, name));
  const std::string pairing(ParentName(name));
  ASSIGN_OR_RETURN(const auto record, tables.pairings.Find(snapshot, PairingKey(pairing)));
  if (!record.has_value()) return store::DamagedRow(tables.pairings.RowKey(PairingKey(pairing)));
  place.candidate.pairing = record->pairing();
  place.candidate.item = place.wanted.item;
  // Nobody is left out for want of a seat, so any ledger does.
  place.candidate.ledger = NewLedger(name, {.seats = 1, .quotas = {}, .categories = {}});
  return place;
}

absl::Status Examine(const Tables& tables, const Snapshot& snapshot, const Candidate& place, Person&& person,
                     SuggestionPage& page) {
  Candidate candidate = place;
  RETURN_IF_ERROR(AddPerson(tables, snapshot, std::move(person), candidate));
  if (!page.IsOnSendingSide(candidate)) return absl::OkStatus();
  RETURN_IF_ERROR(AddDays(tables, snapshot, candidate));
  page.Consider(candidate);
  return absl::OkStatus();
}

// Looks at as many people as one call may; answers the position of the next one, empty if that were all.
absl::StatusOr<std::string> Sweep(const Tables& tables, const Snapshot& snapshot, const Place& place,
                                  const std::string& first, SuggestionPage& page) {
  int looked_at = 0;
  std::string next;
  absl::Status status;
  const auto visit = [&](absl::string_view position, Person&& person) {
    const bool is_full = looked_at++ == kPersonsPerSweepMax;
    if (is_full) next = std::string(position);
    if (!is_full && MayBeSuggested(person))
      status = Examine(tables, snapshot, place.candidate, std::move(person), page);
    return status.ok() && !is_full;
  };
  RETURN_IF_ERROR(VisitPeople(tables, snapshot, SpecialtiesOf(place.wanted.item), first, visit));
  RETURN_IF_ERROR(status);
  return next;
}

}  // namespace

absl::StatusOr<v1::SuggestCandidatesResponse> SuggestCandidates(const ServiceParts& parts,
                                                                const v1::SuggestCandidatesRequest& request,
                                                                const ReadContext& context) {
  ASSIGN_OR_RETURN(const int page_size, rpc::PageSizeIn(request));
  const std::string digest = rpc::ListDigest(context.call.method, request);
  const rpc::PageBinding binding{.token_key = context.store.token_key, .request_digest = digest};
  PageStart start;
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(const std::string text, rpc::DecodePageToken(binding, request.page_token(), context.now));
    start = StartFrom(text);
  }
  ASSIGN_OR_RETURN(const Place place, LoadPlace(parts.tables, context.snapshot, request.item()));
  SuggestionPage page(place.wanted, page_size, start.rank);
  ASSIGN_OR_RETURN(const std::string next, Sweep(parts.tables, context.snapshot, place, start.position, page));
  v1::SuggestCandidatesResponse response;
  if (const std::string rank = page.LastRank(); !rank.empty()) {
    response.set_next_page_token(rpc::EncodePageToken(binding, ToText({rank, start.position}), context.now));
  } else if (!next.empty()) {
    response.set_next_page_token(rpc::EncodePageToken(binding, ToText({"", next}), context.now));
  }
  if (start.rank.empty()) {
    response.set_persons_examined(page.examined());
    for (v1::LeftOut& left_out : page.LeftOuts()) *response.add_left_out() = std::move(left_out);
  }
  for (auto& suggestion : std::move(page).Suggestions()) *response.add_candidates() = std::move(suggestion);
  ASSIGN_OR_RETURN(const auto cursor, parts.tables.cursors.Find(context.snapshot, kDirectoryCursorKey));
  response.set_registry_revision(cursor.has_value() ? cursor->revision() : 0);
  return response;
}

}  // namespace jiedui::scheduler
