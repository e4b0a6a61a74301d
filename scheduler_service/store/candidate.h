// SPDX-License-Identifier: Apache-2.0
// Gathers a person beside an item, with everything that the rules ask. `From` is a Transaction or a Snapshot. NOT_FOUND
// with RESOURCE_NOT_FOUND, or PERSON_UNKNOWN for a person that the directory does not have (yet); DATA_LOSS.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "scheduler_service/domain/rules.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// Who seeks which seat.
struct Seeker {
  std::string pairing;
  std::string person;
  std::string item;
  v1::Assignment::RegistrationBasis registration_basis = v1::Assignment::REGISTRATION_BASIS_UNSPECIFIED;
  std::string first_day;  // the person comes on this day of the item; empty = on its first
};

// What was read before in the same transaction, of the seeker's item and person; null = not yet.
struct AlreadyRead {
  const Item* item = nullptr;
  const v1::SeatLedger* ledger = nullptr;
  const v1::PersonCalendar* calendar = nullptr;
};

absl::StatusOr<Candidate> LoadCandidate(const Tables& tables, const store::Transaction& txn, const Seeker& seeker,
                                        const AlreadyRead& read = {});
absl::StatusOr<Candidate> LoadCandidate(const Tables& tables, const store::Snapshot& snapshot, const Seeker& seeker);

// The same in two parts, for whoever looks at many people for one item. `candidate` has the pairing, the item and the
// seats: then who the person is and who employs them; then what takes more reading, their days above all.
absl::Status AddPerson(const Tables& tables, const store::Snapshot& snapshot, registry::v1::Person person,
                       Candidate& candidate);
absl::Status AddDays(const Tables& tables, const store::Snapshot& snapshot, Candidate& candidate);

// When anybody of the organisation is away full-time, on the day or later.
absl::StatusOr<std::vector<DateRange>> LoadAway(const Tables& tables, const store::Snapshot& snapshot,
                                                const std::string& organization, const std::string& first_day);

}  // namespace jiedui::scheduler
