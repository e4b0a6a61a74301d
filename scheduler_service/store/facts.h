// SPDX-License-Identifier: Apache-2.0
// Gathers the facts that a decision needs, by key, from one transaction. Every refusal here is that something does not
// exist: NOT_FOUND with RESOURCE_NOT_FOUND, or PERSON_UNKNOWN for a person that the directory does not have (yet).
// Besides that: DATA_LOSS and UNAVAILABLE of the store.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/transaction.h"
#include "scheduler_service/domain/assignment.h"
#include "scheduler_service/domain/course.h"
#include "scheduler_service/domain/nomination.h"
#include "scheduler_service/domain/pairing.h"
#include "scheduler_service/domain/posting.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

Stamp StampOf(const store::Transaction& txn);

absl::StatusOr<PairingFacts> LoadPairing(const Tables& tables, const store::Transaction& txn, absl::string_view name);

// For a new course or posting, `name` is a name that need not exist yet; its pairing must. `host` is the organisation
// that the wanted posting names.
absl::StatusOr<CourseFacts> LoadNewCourse(const Tables& tables, const store::Transaction& txn, absl::string_view name);
absl::StatusOr<CourseFacts> LoadCourse(const Tables& tables, const store::Transaction& txn, absl::string_view name);
absl::StatusOr<PostingFacts> LoadNewPosting(const Tables& tables, const store::Transaction& txn, absl::string_view name,
                                            absl::string_view host);
// The organisation as the directory has it; nullopt if it does not.
absl::StatusOr<std::optional<registry::v1::Organization>> FindHost(const Tables& tables, const store::Transaction& txn,
                                                                   absl::string_view name);
absl::StatusOr<PostingFacts> LoadPosting(const Tables& tables, const store::Transaction& txn, absl::string_view name,
                                         absl::string_view host);

// Who wants which seat. An empty name: the server chooses.
struct AssignmentDraft {
  std::string name;
  std::string parent;
  std::string person;
  std::string item;
  v1::Assignment::RegistrationBasis registration_basis = v1::Assignment::REGISTRATION_BASIS_UNSPECIFIED;
  std::string first_day;  // the person comes on this day of the item; empty = on its first
};

absl::StatusOr<AssignmentFacts> LoadNewAssignment(const Tables& tables, const store::Transaction& txn,
                                                  const AssignmentDraft& draft);
absl::StatusOr<v1::Assignment> LoadAssignment(const Tables& tables, const store::Transaction& txn,
                                              absl::string_view name);
// With the item, the person's calendar and the item's seats.
absl::StatusOr<StepFacts> LoadStep(const Tables& tables, const store::Transaction& txn, absl::string_view name);
// The person of the assignment beside its item, as for a new seat.
absl::StatusOr<Candidate> LoadCandidateOf(const Tables& tables, const store::Transaction& txn, const StepFacts& facts);

// Until when the item takes nominations; nullopt for postings, and for courses without a deadline.
absl::StatusOr<std::optional<absl::Time>> LoadDeadline(const Tables& tables, const store::Transaction& txn,
                                                       absl::string_view item);

absl::StatusOr<storage::v1::SeatsRecord> LoadSeats(const Tables& tables, const store::Transaction& txn,
                                                   absl::string_view item);
absl::StatusOr<v1::PersonCalendar> LoadCalendar(const Tables& tables, const store::Transaction& txn,
                                                absl::string_view person);

}  // namespace jiedui::scheduler
