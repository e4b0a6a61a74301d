// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/posting.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "google/protobuf/util/message_differencer.h"
#include "scheduler_service/domain/division.h"
#include "scheduler_service/domain/host.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/item_change.h"
#include "scheduler_service/domain/item_dates.h"
#include "scheduler_service/domain/limits.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {
namespace {

SeatPlan PlanOf(const v1::Posting& posting) { return {.seats = posting.headcount(), .quotas = {}, .categories = {}}; }

}  // namespace

absl::Status CheckPosting(const v1::Posting& posting) {
  const std::vector<FieldViolation> violations =
      CheckDates("posting.", {posting.start_date(), posting.end_date()}, kPostingDaysMax);
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

absl::StatusOr<PostingChange> NewPosting(const PostingFacts& facts, v1::Posting draft, const Stamp& stamp) {
  if (!facts.host.has_value()) return HostUnknown(draft.host_organization());
  if (draft.state() == v1::Posting::STATE_UNSPECIFIED) draft.set_state(v1::Posting::STATE_PLANNED);
  draft.set_location_division(DivisionOn(*facts.host, draft.start_date()));
  MarkCreated(draft, stamp);
  ASSIGN_OR_RETURN(
      ItemChange change,
      AddNewItem({.pairing = facts.pairing, .item_dates = facts.item_dates, .found = CheckHost(*facts.host)},
                 ItemOf(draft), PlanOf(draft)));
  return PostingChange{std::move(draft), std::move(change.seats), std::move(change.item_dates)};
}

// FIXED_WHILE_MET: what is changed of what a demand has taken the posting for is as the demand says, else it would be
// met by something else.
void CheckDemanded(const PostingFacts& facts, const v1::Posting& wanted, std::vector<RuleViolation>& violations) {
  const v1::Posting& posting = facts.posting;
  if (!facts.demand.has_value() || facts.demand->state() == v1::Demand::STATE_WITHDRAWN) return;
  if (posting.state() == v1::Posting::STATE_CANCELLED) return;
  const auto check = [&](absl::string_view field, const std::string& was, const std::string& is,
                         const std::string& asked) {
    if (was == is || is == asked) return;
    violations.push_back(
        {"FIXED_WHILE_MET", posting.name(),
         absl::StrCat("found ", field, " ", is, ", required ", asked, ", as ", posting.demand(), " asks")});
  };
  const v1::Demand& demand = *facts.demand;
  check("host_organization", posting.host_organization(), wanted.host_organization(), demand.host_organization());
  check("category", v1::Posting::Category_Name(posting.category()), v1::Posting::Category_Name(wanted.category()),
        v1::Posting::Category_Name(demand.category()));
  check("direction", v1::Direction_Name(posting.direction()), v1::Direction_Name(wanted.direction()),
        v1::Direction_Name(demand.direction()));
}

absl::StatusOr<PostingChange> ChangedPosting(const PostingFacts& facts, v1::Posting wanted, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckPosting(wanted));
  if (google::protobuf::util::MessageDifferencer::Equals(facts.posting, wanted))
    return PostingChange{facts.posting, facts.seats, facts.item_dates};
  std::vector<RuleViolation> found;
  const bool has_other_host = wanted.host_organization() != facts.posting.host_organization();
  if (has_other_host) {
    if (!facts.host.has_value()) return HostUnknown(wanted.host_organization());
    found = CheckHost(*facts.host);
  }
  CheckDemanded(facts, wanted, found);
  const bool begins_elsewhen = wanted.start_date() != facts.posting.start_date();
  if (facts.host.has_value() && (has_other_host || begins_elsewhen))
    wanted.set_location_division(DivisionOn(*facts.host, wanted.start_date()));
  MarkUpdated(wanted, stamp);
  ASSIGN_OR_RETURN(
      ItemChange change,
      ChangeItem(
          {.pairing = facts.pairing, .item_dates = facts.item_dates, .seats = facts.seats, .found = std::move(found)},
          ItemOf(facts.posting), ItemOf(wanted), PlanOf(wanted)));
  return PostingChange{std::move(wanted), std::move(change.seats), std::move(change.item_dates)};
}

absl::StatusOr<PostingChange> Extended(const PostingFacts& facts, const std::string& end_date, const ItemVerb& verb,
                                       const Stamp& stamp) {
  PostingChange change{facts.posting, facts.seats, facts.item_dates};
  if (end_date == facts.posting.end_date()) return change;
  RETURN_IF_ERROR(MoveItem(change.posting, verb, stamp).status());
  if (end_date < facts.posting.end_date())
    return RulesFailed("RULES_FAILED", {{"NOT_LATER", facts.posting.name(),
                                         absl::StrCat("found ", end_date, ", required after ", facts.posting.end_date(),
                                                      "; to shorten it, end it early")}});
  change.posting.set_end_date(end_date);
  RETURN_IF_ERROR(CheckPosting(change.posting));
  const std::vector<RuleViolation> outside = OutsidePairing(facts.pairing, ItemOf(change.posting));
  if (!outside.empty()) return RulesFailed("RULES_FAILED", outside);
  RemoveItem(change.item_dates, ItemOf(facts.posting).dates);
  AddItem(change.item_dates, ItemOf(change.posting).dates);
  return change;
}

}  // namespace jiedui::scheduler
