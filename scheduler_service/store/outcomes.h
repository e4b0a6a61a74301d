// SPDX-License-Identifier: Apache-2.0
// Gathers what outcomes are decided by, and puts them. NOT_FOUND: the pairing, the course that a draft names, or the
// outcome to change is not there; DATA_LOSS.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/transaction.h"
#include "scheduler_service/domain/outcome.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// Of a draft of `parent`, which gets its name here: of its person the one that stays, where persons were merged, so
// that an entrepreneur is the same one under either.
absl::StatusOr<OutcomeFacts> LoadNewOutcome(const Tables& tables, const store::Transaction& txn,
                                            absl::string_view parent, v1::Outcome& draft);
// Of one that is there, to become `wanted`.
absl::StatusOr<OutcomeFacts> LoadOutcome(const Tables& tables, const store::Transaction& txn, absl::string_view name);

// What the outcome is called where it is told of. An entrepreneur is known by a person's name: empty while the person
// is restricted, and once the registry has removed the person for good. DATA_LOSS.
absl::StatusOr<std::string> NameToTell(const Tables& tables, const store::Snapshot& snapshot,
                                       const v1::Outcome& outcome);

// Another outcome that is meant by the name which `wanted` is to have; empty if there is none.
absl::StatusOr<std::string> NamesakeOf(const Tables& tables, const store::Transaction& txn, const v1::Outcome& wanted);

// NOT_FOUND: the course is not empty and not there.
absl::Status RequireCourseOf(const Tables& tables, const store::Transaction& txn, const v1::Outcome& outcome);

// Names of the outcomes that the person is the entrepreneur of, in all pairings. DATA_LOSS.
absl::StatusOr<std::vector<std::string>> EntrepreneursOf(const Tables& tables, const store::Transaction& txn,
                                                         absl::string_view person);
// Puts the entrepreneur's outcome to the person that its own has been merged into, or back to its own.
absl::Status MoveEntrepreneur(const Tables& tables, store::Transaction& txn, v1::Outcome outcome,
                              const std::string& home);

absl::Status Put(const Tables& tables, store::Transaction& txn, const v1::Outcome& outcome);

}  // namespace jiedui::scheduler
