// SPDX-License-Identifier: Apache-2.0
// Decisions about demands: scarce talent that a host asks for, and the postings that meet them. Pure, any thread.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "jiedui/registry/v1/organization.pb.h"
#include "jiedui/scheduler/v1/demand.pb.h"
#include "jiedui/scheduler/v1/demand_service.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/item_states.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

// What no field says alone: dates in order and not too long. INVALID_ARGUMENT with paths from "demand.".
absl::Status CheckDemand(const v1::Demand& demand);

struct DemandFacts {
  v1::Pairing pairing;
  std::optional<registry::v1::Organization> host;  // that the wanted demand names; nullopt = not known here
  v1::Demand demand;                               // as it is; unset for a new one
};

// A new demand, OPEN; `draft` has its name and has passed CheckDemand. FAILED_PRECONDITION with reason
// ORGANIZATION_UNKNOWN: the host is not known; else RULES_FAILED: PAIRING_DATES, HOST_DELETED.
absl::StatusOr<v1::Demand> NewDemand(const DemandFacts& facts, v1::Demand draft, const Stamp& stamp);

// The demand as `wanted`, equal to the one before where nothing differs. INVALID_ARGUMENT: CheckDemand;
// FAILED_PRECONDITION: ILLEGAL_STATE; as NewDemand; FIXED_WHILE_MET, BELOW_TAKEN.
absl::StatusOr<v1::Demand> ChangedDemand(const DemandFacts& facts, v1::Demand wanted, const Stamp& stamp);

// The posting that the request makes of the demand, without a state where it says none. FAILED_PRECONDITION:
// ILLEGAL_STATE; OVER_DEMAND.
absl::StatusOr<v1::Posting> PostingFor(const v1::Demand& demand, const v1::FulfillDemandRequest& request,
                                       absl::string_view posting_name);

// The demand with a new posting of PostingFor. ABORTED; FAILED_PRECONDITION: ILLEGAL_STATE; RESOURCE_EXHAUSTED.
absl::StatusOr<v1::Demand> Fulfilled(v1::Demand demand, const v1::Posting& posting, const ItemVerb& verb,
                                     const Stamp& stamp);

// Follows a posting of the demand: one that was cancelled meets nothing, one of another headcount more or less. Whether
// anything changed. Never refuses: where no more steps can be remembered, this one is not.
bool FollowPosting(v1::Demand& demand, const v1::Posting& posting, const Stamp& stamp);

// The demand, LAPSED. Errors as MoveItem; RULES_FAILED: NOT_OVER on `today`. False: it was already.
absl::StatusOr<bool> Lapse(v1::Demand& demand, absl::CivilDay today, const ItemVerb& verb, const Stamp& stamp);

// What it would be as a posting, for the rules: full-time, with as many places as are asked for.
Item ItemOf(const v1::Demand& demand);

// An answer with every field and no demand, and one more demand counted in it, if it is unmet. `as_of` is a day.
v1::ListUnmetDemandResponse NothingUnmet();
void CountUnmet(const v1::Demand& demand, absl::string_view as_of, v1::ListUnmetDemandResponse& unmet);

}  // namespace jiedui::scheduler
