// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/corrections.h"

#include <optional>
#include <string>
#include <utility>

#include "common/base/errors.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/corrected.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/free_name.h"
#include "scheduler_service/store/frozen_rows.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/waiting.h"

namespace jiedui::scheduler {
namespace {

using store::Transaction;
using v1::Correction;

template <typename From>
absl::StatusOr<Correction> Load(const Tables& tables, const From& from, absl::string_view name) {
  ASSIGN_OR_RETURN(auto record, tables.corrections.Find(from, MemberKey(name)));
  if (!record.has_value()) return ResourceNotFound(kCorrectionType, name);
  return std::move(*record->mutable_correction());
}

// Sets the names of its people, as far as they may be told.
template <typename From>
absl::Status NamePeople(const Tables& tables, const From& from, Correction& correction) {
  for (v1::CorrectionChange& change : *correction.mutable_changes()) {
    ASSIGN_OR_RETURN(auto record, tables.assignments.Find(from, MemberKey(change.assignment())));
    if (record.has_value()) change.set_person_display_name(record->assignment().person_display_name());
  }
  return absl::OkStatus();
}

// Stored without names; answered with them.
absl::StatusOr<Correction> PutCorrection(const Tables& tables, Transaction& txn, Correction correction) {
  storage::v1::CorrectionRecord record;
  *record.mutable_correction() = correction;
  RETURN_IF_ERROR(tables.corrections.Put(txn, record));
  RETURN_IF_ERROR(NamePeople(tables, txn, correction));
  return correction;
}

absl::StatusOr<std::vector<v1::Assignment>> AssignmentsOf(const Tables& tables, const Transaction& txn,
                                                          const Correction& correction) {
  std::vector<v1::Assignment> assignments;
  for (const v1::CorrectionChange& change : correction.changes()) {
    ASSIGN_OR_RETURN(v1::Assignment assignment, LoadAssignment(tables, txn, change.assignment()));
    assignments.push_back(std::move(assignment));
  }
  return assignments;
}

// Gives back a seat, or days: is made before those that may need them.
bool GivesBack(const v1::CorrectionChange& change) {
  return change.kind() == v1::CorrectionChange::KIND_NOT_CHECKED_IN ||
         change.kind() == v1::CorrectionChange::KIND_ENDED_EARLY;
}

// All of them before anybody moves up: a seat that one gives back may be for another one of them.
absl::Status MakeChanges(const Tables& tables, Transaction& txn, const Correction& correction) {
  std::vector<AssignmentChange> made;
  for (const bool gives_back : {true, false})
    for (const v1::CorrectionChange& change : correction.changes()) {
      if (GivesBack(change) != gives_back) continue;
      ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables, txn, change.assignment()));
      ASSIGN_OR_RETURN(AssignmentChange corrected, Corrected(facts, change, correction.reason(), StampOf(txn)));
      RETURN_IF_ERROR(PutPastFreeze(tables, txn, corrected));
      made.push_back(std::move(corrected));
    }
  for (const AssignmentChange& change : made) {
    const v1::Assignment& assignment = change.assignment;
    if (change.freed_seat) RETURN_IF_ERROR(ServeItem(tables, txn, assignment.item(), assignment.name()));
    RETURN_IF_ERROR(ServeAfter(tables, txn, change));
  }
  return absl::OkStatus();
}

// An edition that is being counted is counted again.
absl::Status MoveGuard(const Tables& tables, Transaction& txn, absl::string_view pairing) {
  ASSIGN_OR_RETURN(storage::v1::FrozenPeriodsRecord frozen, LoadFrozen(tables, txn, pairing));
  frozen.set_corrections(frozen.corrections() + 1);
  return tables.frozen.Put(txn, frozen);
}

}  // namespace

absl::StatusOr<Correction> AskCorrection(const Tables& tables, Transaction& txn, const Correction& draft) {
  RETURN_IF_ERROR(LoadPairing(tables, txn, ParentName(draft.name())).status());
  RETURN_IF_ERROR(CheckFree(tables.corrections, txn, MemberKey(draft.name()), kCorrectionType, draft.name()));
  ASSIGN_OR_RETURN(const std::vector<v1::Assignment> assignments, AssignmentsOf(tables, txn, draft));
  ASSIGN_OR_RETURN(Correction correction, NewCorrection(draft, assignments, StampOf(txn)));
  return PutCorrection(tables, txn, std::move(correction));
}

absl::StatusOr<Correction> MakeCorrection(const Tables& tables, Transaction& txn, absl::string_view name,
                                          const Decision& decision) {
  ASSIGN_OR_RETURN(const Correction asked, Load(tables, txn, name));
  ASSIGN_OR_RETURN(Correction correction, Decided(asked, Correction::STATE_APPROVED, decision, StampOf(txn)));
  ASSIGN_OR_RETURN(const std::vector<v1::Assignment> assignments, AssignmentsOf(tables, txn, asked));
  RETURN_IF_ERROR(CheckUnchanged(asked, assignments));
  RETURN_IF_ERROR(MakeChanges(tables, txn, asked));
  RETURN_IF_ERROR(MoveGuard(tables, txn, ParentName(name)));
  return PutCorrection(tables, txn, std::move(correction));
}

absl::StatusOr<Correction> RefuseCorrection(const Tables& tables, Transaction& txn, absl::string_view name,
                                            const Decision& decision) {
  ASSIGN_OR_RETURN(const Correction asked, Load(tables, txn, name));
  ASSIGN_OR_RETURN(Correction correction, Decided(asked, Correction::STATE_REJECTED, decision, StampOf(txn)));
  return PutCorrection(tables, txn, std::move(correction));
}

absl::StatusOr<Correction> FindCorrection(const Tables& tables, const store::Snapshot& snapshot,
                                          absl::string_view name) {
  ASSIGN_OR_RETURN(Correction correction, Load(tables, snapshot, name));
  RETURN_IF_ERROR(NamePeople(tables, snapshot, correction));
  return correction;
}

}  // namespace jiedui::scheduler
