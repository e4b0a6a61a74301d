// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_service.h"

#include <string>
#include <utility>
#include <vector>

#include "common/rpc/validate.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "registry_service/domain/augment.h"
#include "registry_service/domain/row_findings.h"
#include "registry_service/domain/row_refusal.h"
#include "registry_service/rpc/person_merge_handlers.h"
#include "registry_service/rpc/person_privacy_handlers.h"
#include "registry_service/rpc/person_reads.h"
#include "registry_service/store/facts.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using google::protobuf::FieldMask;
using rpc::CallInfo;
using store::Transaction;
using v1::Person;

// An update: new values, and which of them count.
struct PersonChange {
  PersonDraft draft;
  FieldMask mask;
};

// A row of an import.
struct PersonRow {
  PersonDraft draft;
  bool is_named = false;  // whether the row said which person it is
  FieldMask mask;         // what it may change in a person that is there; empty = everything
  v1::RowOutcome findings;
};

std::string Today(const ServiceParts& parts) { return FormatDate(ShanghaiDay(parts.clock.Now())); }

absl::StatusOr<PersonDraft> ParseCreate(const ServiceParts& parts, v1::CreatePersonRequest request) {
  request.mutable_person()->set_name(NewName(kPersonNames, request.person_id(), "p", parts.clock));
  return ParsePerson(std::move(*request.mutable_person()), parts.rules, Today(parts));
}

absl::StatusOr<PersonChange> ParseUpdate(const ServiceParts& parts, v1::UpdatePersonRequest request) {
  if (request.person().name().empty()) return InvalidField("person.name", "is required: say which person to change");
  PersonChange change;
  ASSIGN_OR_RETURN(change.draft, ParsePerson(std::move(*request.mutable_person()), parts.rules, Today(parts)));
  change.draft.reason = std::move(*request.mutable_reason());
  change.mask = std::move(*request.mutable_update_mask());
  return change;
}

// A person as a whole, not only what a request says of her.
absl::Status CheckSound(const Person& person) { return WithFieldPrefix("person", rpc::Validate(person)); }

// A row that says neither which person it is nor what she is known by would be a new person each time it is sent.
absl::Status RequireIdentity(const PersonRow& row) {
  const Person& person = row.draft.person;
  if (row.is_named || person.private_fields().has_id_document()) return absl::OkStatus();
  std::vector<FieldViolation> violations = FieldViolationsOf(CheckSound(person));
  violations.push_back({.field = "person.private_fields.id_document.number",
                        .description = "is required of a row without person.name: without either, nobody could tell "
                                       "whether the person is new"});
  return InvalidFields(violations);
}

absl::StatusOr<PersonRow> ParseRow(const ServiceParts& parts, v1::ImportPersonsRequest request) {
  PersonRow row{.is_named = !request.person().name().empty(), .mask = std::move(*request.mutable_update_mask())};
  const RawForms raw = RawFormsOf(request.person());
  if (!row.is_named) request.mutable_person()->set_name(NewName(kPersonNames, "", "p", parts.clock));
  ASSIGN_OR_RETURN(row.draft, ParsePerson(std::move(*request.mutable_person()), parts.rules, Today(parts)));
  RETURN_IF_ERROR(RequireIdentity(row));
  row.findings = FindingsOf(raw, row.draft.person);
  return row;
}

// What a row or an update made of a person must still be what a person must be. Of somebody new only what the row left
// out is to be seen: what it says has been checked.
absl::Status CheckMade(const Person& person, const PersonFacts& facts) {
  if (facts.current.has_value()) return CheckSound(person);
  return WithFieldPrefix("person", rpc::ValidatePresence(person));
}

absl::StatusOr<Person> Keep(const ServiceParts& parts, const PersonFacts& facts, PersonRecord record,
                            Transaction& txn) {
  RETURN_IF_ERROR(PutPerson(txn, parts.tables, facts, record));
  return std::move(*record.mutable_person());
}

absl::StatusOr<Person> Create(const ServiceParts& parts, const PersonDraft& draft, Transaction& txn) {
  ASSIGN_OR_RETURN(const PersonFacts facts, LoadFacts(txn, parts.tables, draft));
  ASSIGN_OR_RETURN(PersonRecord record, Register(draft, facts, parts.rules.seal, StampOf(txn)));
  return Keep(parts, facts, std::move(record), txn);
}

absl::StatusOr<Person> Update(const ServiceParts& parts, const PersonChange& change, Transaction& txn) {
  ASSIGN_OR_RETURN(const PersonFacts facts, LoadFacts(txn, parts.tables, change.draft));
  ASSIGN_OR_RETURN(PersonRecord record, Revise(change.draft, change.mask, facts, parts.rules.seal, StampOf(txn)));
  RETURN_IF_ERROR(CheckMade(record.person(), facts));
  return Keep(parts, facts, std::move(record), txn);
}

absl::StatusOr<Person> Delete(const ServiceParts& parts, const ResourceRef& ref, Transaction& txn) {
  ASSIGN_OR_RETURN(const PersonFacts facts, LoadPersonFacts(txn, parts.tables, ref));
  ASSIGN_OR_RETURN(PersonRecord record, Remove(ref, facts, parts.retention, StampOf(txn)));
  return Keep(parts, facts, std::move(record), txn);
}

absl::StatusOr<Person> Undelete(const ServiceParts& parts, const ResourceRef& ref, Transaction& txn) {
  ASSIGN_OR_RETURN(const PersonFacts facts, LoadPersonFacts(txn, parts.tables, ref));
  ASSIGN_OR_RETURN(PersonRecord record, Restore(ref, facts, StampOf(txn)));
  return Keep(parts, facts, std::move(record), txn);
}

// A row that found its person by the number alone changes neither her official name nor, having none, her aliases.
absl::Status TakeNamesOf(const Person& current, Person& person) {
  if (person.display_name().empty()) return InvalidField("person.display_name", "is required of a row without an id");
  RETURN_IF_ERROR(CheckHolderName(person.display_name(), current.name(), NamesOf(current)));
  person.set_display_name(current.display_name());
  if (person.aliases().empty()) *person.mutable_aliases() = current.aliases();
  return absl::OkStatus();
}

// The record that a row makes of the facts. A row with a mask adds to what is there.
absl::StatusOr<PersonRecord> RecordOf(const ServiceParts& parts, const PersonRow& row, const PersonDraft& wanted,
                                      const PersonFacts& facts, const Stamp& stamp) {
  if (!facts.current.has_value()) return Register(wanted, facts, parts.rules.seal, stamp);
  PersonDraft draft = wanted;
  const Person& current = facts.current->person();
  if (!row.is_named && !current.has_restrict_time()) RETURN_IF_ERROR(TakeNamesOf(current, draft.person));
  if (!row.mask.paths().empty()) {
    ASSIGN_OR_RETURN(draft.person, Augmented(current, draft.person, row.mask));
  }
  return Revise(draft, WholeResource(), facts, parts.rules.seal, stamp);
}

rpc::RowResult ResultOf(const PersonRow& row, const std::optional<std::string>& etag_before, const Person& person) {
  return {.effect = EffectOf(etag_before, person.etag()),
          .name = person.name(),
          .fixed = HasFinding(row.findings, v1::RowFinding::KIND_FIXED),
          .warned = HasFinding(row.findings, v1::RowFinding::KIND_WARNED),
          .details = row.findings.SerializeAsString()};
}

// A row without a name is the person who holds its identity number, or a new one.
absl::StatusOr<rpc::RowResult> Import(const ServiceParts& parts, const PersonRow& row, Transaction& txn) {
  ASSIGN_OR_RETURN(const std::string holder, parts.tables.id_claims.Holder(txn, row.draft.id_blind_index));
  std::optional<PersonDraft> renamed;
  if (!row.is_named && !holder.empty()) {
    renamed = row.draft;
    renamed->person.set_name(holder);
  }
  const PersonDraft& draft = renamed.has_value() ? *renamed : row.draft;
  ASSIGN_OR_RETURN(const PersonFacts facts, LoadFacts(txn, parts.tables, draft, holder));
  std::optional<std::string> etag_before;
  if (facts.current.has_value()) etag_before = facts.current->person().etag();
  ASSIGN_OR_RETURN(const PersonRecord record, RecordOf(parts, row, draft, facts, StampOf(txn)));
  RETURN_IF_ERROR(CheckMade(record.person(), facts));
  RETURN_IF_ERROR(PutPerson(txn, parts.tables, facts, record));
  return ResultOf(row, etag_before, record.person());
}

void AddWrites(const ServiceParts& parts, rpc::Service& service) {
  service.Write<v1::CreatePersonRequest, Person>(
      "CreatePerson",
      [parts](v1::CreatePersonRequest request, const CallInfo&) { return ParseCreate(parts, std::move(request)); },
      [parts](const PersonDraft& draft, Transaction& txn) { return Create(parts, draft, txn); });
  service.Write<v1::UpdatePersonRequest, Person>(
      "UpdatePerson",
      [parts](v1::UpdatePersonRequest request, const CallInfo&) { return ParseUpdate(parts, std::move(request)); },
      [parts](const PersonChange& change, Transaction& txn) { return Update(parts, change, txn); });
  service.Write<v1::DeletePersonRequest, Person>(
      "DeletePerson", ParseRef<v1::DeletePersonRequest>,
      [parts](const ResourceRef& ref, Transaction& txn) { return Delete(parts, ref, txn); });
  service.Write<v1::UndeletePersonRequest, Person>(
      "UndeletePerson", ParseRef<v1::UndeletePersonRequest>,
      [parts](const ResourceRef& ref, Transaction& txn) { return Undelete(parts, ref, txn); });
  service.Bulk<v1::ImportPersonsRequest, v1::ImportPersonsResponse>(
      "ImportPersons",
      [parts](v1::ImportPersonsRequest request, const CallInfo&) { return ParseRow(parts, std::move(request)); },
      [parts](const PersonRow& row, Transaction& txn) { return Import(parts, row, txn); },
      [parts](const v1::ImportPersonsRequest& row, const absl::Status& refusal) {
        return rpc::WithRowDetails(refusal, RefusalFindings(row, parts.rules, refusal).SerializeAsString());
      });
}

}  // namespace

rpc::Service NewPersonService(const ServiceParts& parts) {
  rpc::Service service("jiedui.registry.v1.PersonService");
  AddWrites(parts, service);
  AddPersonReads(parts, service);
  AddPersonMergeHandlers(parts, service);
  AddPersonPrivacyHandlers(parts, service);
  return service;
}

}  // namespace jiedui::registry
