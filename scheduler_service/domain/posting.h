// SPDX-License-Identifier: Apache-2.0
// Decisions about exchange postings (挂职, 派驻, 支医 ...): their dates, host and headcount. Pure, any thread.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jiedui/registry/v1/organization.pb.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "jiedui/scheduler/v1/posting.pb.h"
#include "scheduler_service/domain/item_states.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

// What no field says alone: dates in order and not too long. INVALID_ARGUMENT with paths from "posting.".
absl::Status CheckPosting(const v1::Posting& posting);

struct PostingFacts {
  v1::Pairing pairing;
  storage::v1::ItemDatesRecord item_dates;
  std::optional<registry::v1::Organization> host;  // that the wanted posting names; nullopt = not known here
  v1::Posting posting;                             // as it is; unset for a new one
  storage::v1::SeatsRecord seats;                  // as they are; unset for a new one
  std::optional<v1::Demand> demand;                // that the posting meets; nullopt = none, or not asked
};

struct PostingChange {
  v1::Posting posting;
  storage::v1::SeatsRecord seats;
  storage::v1::ItemDatesRecord item_dates;
  bool changed = true;
};

// A new posting in state PLANNED unless it has one; `draft` has its name and has passed CheckPosting.
// FAILED_PRECONDITION with reason ORGANIZATION_UNKNOWN: the host is not known; else RULES_FAILED: PAIRING_DATES,
// HOST_DELETED.
absl::StatusOr<PostingChange> NewPosting(const PostingFacts& facts, v1::Posting draft, const Stamp& stamp);

// The posting as `wanted`, equal to the one before where nothing differs. INVALID_ARGUMENT: CheckPosting;
// FAILED_PRECONDITION: as NewPosting where the host is another one, DATES_FIXED, INTENSITY_FIXED, BELOW_TAKEN.
absl::StatusOr<PostingChange> ChangedPosting(const PostingFacts& facts, v1::Posting wanted, const Stamp& stamp);

// The posting with a later last day. INVALID_ARGUMENT: too long; FAILED_PRECONDITION: ILLEGAL_STATE; NOT_LATER,
// PAIRING_DATES. Done already, it is equal to the one before.
absl::StatusOr<PostingChange> Extended(const PostingFacts& facts, const std::string& end_date, const ItemVerb& verb,
                                       const Stamp& stamp);

}  // namespace jiedui::scheduler
