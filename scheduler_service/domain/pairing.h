// SPDX-License-Identifier: Apache-2.0
// Decisions about pairings (结对). Pure, any thread.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "jiedui/scheduler/storage/v1/reports.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

// What no field says alone: dates in order, two different sides. INVALID_ARGUMENT with paths from "pairing.".
absl::Status CheckPairing(const v1::Pairing& pairing);

// A new pairing; `draft` has its name.
v1::Pairing NewPairing(v1::Pairing draft, const Stamp& stamp);

struct PairingFacts {
  v1::Pairing pairing;
  storage::v1::ItemDatesRecord item_dates;
  storage::v1::FrozenPeriodsRecord frozen;  // asked when the pairing changes
};

// The pairing as `wanted`, equal to the one before where nothing differs. INVALID_ARGUMENT: CheckPairing, or an
// immutable field; FAILED_PRECONDITION: ITEM_DATES; PERIOD_FROZEN, another first day once it has been counted from.
absl::StatusOr<v1::Pairing> ChangedPairing(const PairingFacts& facts, v1::Pairing wanted, const Stamp& stamp);

}  // namespace jiedui::scheduler
