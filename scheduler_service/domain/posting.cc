// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/posting.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "google/protobuf/util/message_differencer.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/item_change.h"
#include "scheduler_service/domain/limits.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {
namespace {

// A reason of its own: the registry may know a host that the directory has not heard of yet.
absl::Status HostUnknown(const v1::Posting& posting) {
  return RulesFailed("ORGANIZATION_UNKNOWN", {{"HOST_UNKNOWN", posting.host_organization(),
                                               "found no such organisation, required one that the registry knows"}});
}

std::vector<RuleViolation> CheckHost(const registry::v1::Organization& host) {
  if (!host.has_delete_time()) return {};
  return {{"HOST_DELETED", host.name(), "found a deleted organisation, required one that is not"}};
}

SeatPlan PlanOf(const v1::Posting& posting) { return {.seats = posting.headcount(), .quotas = {}}; }

}  // namespace

absl::Status CheckPosting(const v1::Posting& posting) {
  const std::vector<FieldViolation> violations =
      CheckDates("posting.", {posting.start_date(), posting.end_date()}, kPostingDaysMax);
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

absl::StatusOr<PostingChange> NewPosting(const PostingFacts& facts, v1::Posting draft, const Stamp& stamp) {
  if (!facts.host.has_value()) return HostUnknown(draft);
  MarkCreated(draft, stamp);
  ASSIGN_OR_RETURN(
      ItemChange change,
      AddNewItem({.pairing = facts.pairing, .item_dates = facts.item_dates, .found = CheckHost(*facts.host)},
                 ItemOf(draft), PlanOf(draft)));
  return PostingChange{std::move(draft), std::move(change.ledger), std::move(change.item_dates)};
}

absl::StatusOr<PostingChange> ChangedPosting(const PostingFacts& facts, v1::Posting wanted, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckPosting(wanted));
  if (google::protobuf::util::MessageDifferencer::Equals(facts.posting, wanted))
    return PostingChange{facts.posting, facts.ledger, facts.item_dates};
  std::vector<RuleViolation> found;
  if (wanted.host_organization() != facts.posting.host_organization()) {
    if (!facts.host.has_value()) return HostUnknown(wanted);
    found = CheckHost(*facts.host);
  }
  MarkUpdated(wanted, stamp);
  ASSIGN_OR_RETURN(
      ItemChange change,
      ChangeItem(
          {.pairing = facts.pairing, .item_dates = facts.item_dates, .ledger = facts.ledger, .found = std::move(found)},
          ItemOf(facts.posting), ItemOf(wanted), PlanOf(wanted)));
  return PostingChange{std::move(wanted), std::move(change.ledger), std::move(change.item_dates)};
}

}  // namespace jiedui::scheduler
