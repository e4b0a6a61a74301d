// SPDX-License-Identifier: Apache-2.0
// Decisions about outcomes of training: e-commerce entities, entrepreneurs and online shops. Each is recorded once,
// because its id is made from what makes it the same one. Pure, any thread.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "jiedui/scheduler/storage/v1/reports.pb.h"
#include "jiedui/scheduler/v1/outcome.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

inline constexpr int kReportingDivisionsMax = 100;

// The outcome with its codes as they are compared: without blanks, half-width, the credit code in capitals.
v1::Outcome Normalized(v1::Outcome outcome);

// What no field says alone: what its kind requires and what only others have, dates in order, a sound credit code, a
// course of the pairing `parent`. INVALID_ARGUMENT with paths from "outcome.".
absl::Status CheckOutcome(absl::string_view parent, const v1::Outcome& outcome);

// "entity-", "entrepreneur-" or "shop-" and 16 hexadecimal digits, of a normalised outcome: an entity is known by its
// credit code, or else by its name and township; an entrepreneur by the person, as recorded; a shop by its platform and
// its id there. Blanks, letter case and full-width forms in names make no difference.
std::string OutcomeId(const v1::Outcome& outcome);

// Whether the outcome is known by its name: an entity without a credit code. Its id stays when the name is put right.
bool IsKnownByName(const v1::Outcome& outcome);

struct OutcomeFacts {
  v1::Pairing pairing;
  storage::v1::FrozenPeriodsRecord frozen;
  std::optional<v1::Outcome> known;  // the one that is recorded already
  bool person_known = true;          // the person of the draft, if it names one, is in the directory
  std::string namesake;              // another outcome that is meant by the name that this one is to have
};

struct OutcomeChange {
  v1::Outcome outcome;
  bool known = false;    // it was recorded before
  bool changed = false;  // it is to be put
};

// The outcome as recorded: a new one, or the one that is known, with the draft's division among those that have
// reported it and otherwise as it is. `draft` has its name. FAILED_PRECONDITION: PERSON_UNKNOWN; RULES_FAILED:
// PAIRING_DATES; PERIOD_FROZEN; RESOURCE_EXHAUSTED: kReportingDivisionsMax.
absl::StatusOr<OutcomeChange> Recorded(const OutcomeFacts& facts, v1::Outcome draft, const Stamp& stamp);

// facts.known as `wanted`, equal to it where nothing differs. INVALID_ARGUMENT: CheckOutcome, an immutable field;
// FAILED_PRECONDITION: as Recorded; ALREADY_EXISTS / ID_TAKEN: there is a namesake.
absl::StatusOr<v1::Outcome> ChangedOutcome(const OutcomeFacts& facts, v1::Outcome wanted, const Stamp& stamp);

}  // namespace jiedui::scheduler
