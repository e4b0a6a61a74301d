// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/outcomes.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/original_person.h"
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

// The name of a new outcome that is what this one is.
std::string NameIn(absl::string_view pairing, const v1::Outcome& outcome) {
  return absl::StrCat(pairing, "/outcomes/", OutcomeId(outcome));
}

// The outcome of the draft's entrepreneur in the pairing, under whichever person it was recorded; empty if there is
// none.
absl::StatusOr<std::string> FindEntrepreneur(const Tables& tables, const Transaction& txn, absl::string_view pairing,
                                             const v1::Outcome& draft) {
  if (draft.kind() != v1::Outcome::KIND_ENTREPRENEUR) return "";
  ASSIGN_OR_RETURN(const std::vector<std::string> outcomes, EntrepreneursOf(tables, txn, draft.person()));
  for (const std::string& name : outcomes)
    if (ParentName(name) == pairing) return name;
  return "";
}

// The outcome that is meant by what gets this name: itself, or one that was reported by another name before.
absl::StatusOr<std::string> MeantBy(const Tables& tables, const Transaction& txn, const std::string& name) {
  ASSIGN_OR_RETURN(const auto alias, tables.entity_names.Find(txn, MemberKey(name)));
  return alias.has_value() ? alias->outcome() : name;
}

// Makes the outcome one of the person's, or one no more.
absl::Status List(const Tables& tables, Transaction& txn, const std::string& person, const std::string& outcome,
                  bool is_listed) {
  ASSIGN_OR_RETURN(auto record, tables.person_outcomes.Find(txn, PersonKey(person)));
  if (!record.has_value()) record.emplace().set_person(person);
  auto& names = *record->mutable_outcomes();
  const auto found = std::find(names.begin(), names.end(), outcome);
  if ((found != names.end()) == is_listed) return absl::OkStatus();
  if (is_listed) {
    *names.Add() = outcome;
  } else {
    names.erase(found);
  }
  if (names.empty()) return tables.person_outcomes.Delete(txn, PersonKey(person));
  return tables.person_outcomes.Put(txn, *record);
}

// Whoever reports it by the name that was put right means this one; a name that was given up may be another's.
absl::Status PutName(const Tables& tables, Transaction& txn, const v1::Outcome& entity) {
  storage::v1::EntityNameRecord record;
  record.set_name(NameIn(ParentName(entity.name()), entity));
  record.set_outcome(entity.name());
  ASSIGN_OR_RETURN(const auto before, tables.outcomes.Find(txn, MemberKey(entity.name())));
  if (before.has_value()) {
    const std::string given_up = NameIn(ParentName(entity.name()), before->outcome());
    if (given_up != record.name()) RETURN_IF_ERROR(tables.entity_names.Delete(txn, MemberKey(given_up)));
  }
  return record.name() == record.outcome() ? absl::OkStatus() : tables.entity_names.Put(txn, record);
}

}  // namespace

absl::StatusOr<std::vector<std::string>> EntrepreneursOf(const Tables& tables, const Transaction& txn,
                                                         absl::string_view person) {
  ASSIGN_OR_RETURN(const auto record, tables.person_outcomes.Find(txn, PersonKey(person)));
  if (!record.has_value()) return std::vector<std::string>();
  return std::vector<std::string>(record->outcomes().begin(), record->outcomes().end());
}

absl::Status MoveEntrepreneur(const Tables& tables, Transaction& txn, v1::Outcome outcome, const std::string& home) {
  const std::string original = OriginalPerson(outcome);
  RETURN_IF_ERROR(List(tables, txn, outcome.person(), outcome.name(), false));
  outcome.set_person(home);
  outcome.set_original_person(home == original ? "" : original);
  MarkUpdated(outcome, StampOf(txn));
  return Put(tables, txn, outcome);
}

absl::StatusOr<OutcomeFacts> LoadNewOutcome(const Tables& tables, const Transaction& txn, absl::string_view parent,
                                            v1::Outcome& draft) {
  ASSIGN_OR_RETURN(OutcomeFacts facts, LoadBeside(tables, txn, parent));
  if (!draft.person().empty()) {
    ASSIGN_OR_RETURN(const auto person, FindPerson(tables, txn, draft.person()));
    facts.person_known = person.has_value();
    if (person.has_value()) draft.set_person(person->name());
  }
  RETURN_IF_ERROR(RequireCourseOf(tables, txn, draft));
  ASSIGN_OR_RETURN(std::string known, FindEntrepreneur(tables, txn, parent, draft));
  if (known.empty()) {
    ASSIGN_OR_RETURN(known, MeantBy(tables, txn, NameIn(parent, draft)));
  }
  draft.set_name(std::move(known));
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

absl::StatusOr<std::string> NamesakeOf(const Tables& tables, const Transaction& txn, const v1::Outcome& wanted) {
  if (!IsKnownByName(wanted)) return "";
  ASSIGN_OR_RETURN(const std::string meant, MeantBy(tables, txn, NameIn(ParentName(wanted.name()), wanted)));
  if (meant == wanted.name()) return "";
  ASSIGN_OR_RETURN(const auto other, tables.outcomes.FindBytes(txn, MemberKey(meant)));
  return other.has_value() ? meant : "";
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
  if (IsKnownByName(outcome)) RETURN_IF_ERROR(PutName(tables, txn, outcome));
  RETURN_IF_ERROR(tables.outcomes.Put(txn, record));
  if (outcome.kind() != v1::Outcome::KIND_ENTREPRENEUR) return absl::OkStatus();
  return List(tables, txn, outcome.person(), outcome.name(), true);
}

}  // namespace jiedui::scheduler
