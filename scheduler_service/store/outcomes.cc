// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/outcomes.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/frozen_rows.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/people.h"

namespace jiedui::scheduler {
namespace {

using store::Transaction;

absl::StatusOr<OutcomeFacts> LoadBeside(const Tables& tables, const Transaction& txn, absl::string_view pairing) {
  OutcomeFacts facts;
  ASSIGN_OR_RETURN(PairingFacts found, LoadPairing(tables, txn, pairing));
  facts.pairing = std::move(found.pairing);
  ASSIGN_OR_RETURN(facts.frozen, LoadFrozen(tables, txn, pairing));
  return facts;
}

}  // namespace

absl::StatusOr<OutcomeFacts> LoadNewOutcome(const Tables& tables, const Transaction& txn, absl::string_view parent,
                                            v1::Outcome& draft) {
  ASSIGN_OR_RETURN(OutcomeFacts facts, LoadBeside(tables, txn, parent));
  if (!draft.person().empty()) {
    ASSIGN_OR_RETURN(const auto person, FindPerson(tables, txn, draft.person()));
    facts.person_known = person.has_value();
    if (person.has_value()) draft.set_person(person->name());
  }
  RETURN_IF_ERROR(RequireCourseOf(tables, txn, draft));
  draft.set_name(absl::StrCat(parent, "/outcomes/", OutcomeId(draft)));
  ASSIGN_OR_RETURN(auto record, tables.outcomes.Find(txn, MemberKey(draft.name())));
  if (record.has_value()) facts.known = std::move(*record->mutable_outcome());
  return facts;
}

absl::StatusOr<OutcomeFacts> LoadOutcome(const Tables& tables, const Transaction& txn, absl::string_view name) {
  ASSIGN_OR_RETURN(auto record, tables.outcomes.Find(txn, MemberKey(name)));
  if (!record.has_value()) return ResourceNotFound(kOutcomeType, name);
  ASSIGN_OR_RETURN(OutcomeFacts facts, LoadBeside(tables, txn, ParentName(name)));
  facts.known = std::move(*record->mutable_outcome());
  return facts;
}

absl::StatusOr<std::string> NameToTell(const Tables& tables, const store::Snapshot& snapshot,
                                       const v1::Outcome& outcome) {
  if (outcome.kind() != v1::Outcome::KIND_ENTREPRENEUR) return outcome.display_name();
  ASSIGN_OR_RETURN(const auto person, FindPerson(tables, snapshot, outcome.person()));
  const bool is_named = person.has_value() && !person->has_restrict_time();
  return is_named ? outcome.display_name() : "";
}

absl::Status RequireCourseOf(const Tables& tables, const Transaction& txn, const v1::Outcome& outcome) {
  if (outcome.course().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto course, tables.courses.FindBytes(txn, MemberKey(outcome.course())));
  if (course.has_value()) return absl::OkStatus();
  return ResourceNotFound(kCourseType, outcome.course());
}

absl::Status Put(const Tables& tables, Transaction& txn, const v1::Outcome& outcome) {
  storage::v1::OutcomeRecord record;
  *record.mutable_outcome() = outcome;
  return tables.outcomes.Put(txn, record);
}

}  // namespace jiedui::scheduler
