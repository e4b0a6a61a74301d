// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_service.h"

#include <string>
#include <utility>

#include "common/rpc/list_page.h"
#include "common/rpc/validate.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "registry_service/store/facts.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using google::protobuf::FieldMask;
using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::Person;

const char kType[] = "jiedui.registry.v1.Person";

// An update: new values, and which of them count.
struct PersonChange {
  PersonDraft draft;
  FieldMask mask;
};

// A row of an import.
struct PersonRow {
  PersonDraft draft;
  bool is_named = false;  // whether the row said which person it is
};

absl::StatusOr<PersonDraft> ParseCreate(const ServiceParts& parts, v1::CreatePersonRequest request) {
  request.mutable_person()->set_name(NewName(kPersonNames, request.person_id(), "p", parts.clock));
  return ParsePerson(std::move(*request.mutable_person()), parts.rules);
}

absl::StatusOr<PersonChange> ParseUpdate(const ServiceParts& parts, v1::UpdatePersonRequest request) {
  if (request.person().name().empty()) return InvalidField("person.name", "is required: say which person to change");
  PersonChange change;
  ASSIGN_OR_RETURN(change.draft, ParsePerson(std::move(*request.mutable_person()), parts.rules));
  change.mask = std::move(*request.mutable_update_mask());
  return change;
}

absl::StatusOr<PersonRow> ParseRow(const ServiceParts& parts, v1::ImportPersonsRequest request) {
  PersonRow row{.is_named = !request.person().name().empty()};
  if (!row.is_named) request.mutable_person()->set_name(NewName(kPersonNames, "", "p", parts.clock));
  ASSIGN_OR_RETURN(row.draft, ParsePerson(std::move(*request.mutable_person()), parts.rules));
  return row;
}

// What an update made of a person must still be what a person must be.
absl::StatusOr<PersonRecord> Sound(absl::StatusOr<PersonRecord> record) {
  if (record.ok()) RETURN_IF_ERROR(WithFieldPrefix("person", rpc::Validate(record->person())));
  return record;
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
  ASSIGN_OR_RETURN(PersonRecord record,
                   Sound(Revise(change.draft, change.mask, facts, parts.rules.seal, StampOf(txn))));
  return Keep(parts, facts, std::move(record), txn);
}

absl::StatusOr<Person> Delete(const ServiceParts& parts, const ResourceRef& ref, Transaction& txn) {
  ASSIGN_OR_RETURN(const PersonFacts facts, LoadPersonFacts(txn, parts.tables, ref));
  ASSIGN_OR_RETURN(PersonRecord record, Remove(ref, facts, StampOf(txn)));
  return Keep(parts, facts, std::move(record), txn);
}

absl::StatusOr<Person> Undelete(const ServiceParts& parts, const ResourceRef& ref, Transaction& txn) {
  ASSIGN_OR_RETURN(const PersonFacts facts, LoadPersonFacts(txn, parts.tables, ref));
  ASSIGN_OR_RETURN(PersonRecord record, Restore(ref, facts, StampOf(txn)));
  return Keep(parts, facts, std::move(record), txn);
}

absl::StatusOr<rpc::RowResult> ImportAs(const ServiceParts& parts, const PersonDraft& draft, const PersonFacts& facts,
                                        Transaction& txn) {
  std::optional<std::string> etag_before;
  if (facts.current.has_value()) etag_before = facts.current->person().etag();
  const Stamp stamp = StampOf(txn);
  ASSIGN_OR_RETURN(const PersonRecord record, etag_before.has_value()
                                                  ? Revise(draft, WholeResource(), facts, parts.rules.seal, stamp)
                                                  : Register(draft, facts, parts.rules.seal, stamp));
  RETURN_IF_ERROR(PutPerson(txn, parts.tables, facts, record));
  return rpc::RowResult{.effect = EffectOf(etag_before, record.person().etag()), .name = record.person().name()};
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
  return ImportAs(parts, draft, facts, txn);
}

absl::StatusOr<v1::BatchGetPersonsResponse> BatchGet(const ServiceParts& parts,
                                                     const v1::BatchGetPersonsRequest& request,
                                                     const ReadContext& context) {
  v1::BatchGetPersonsResponse response;
  for (const std::string& name : request.names()) {
    ASSIGN_OR_RETURN(PersonRecord record, GetRecord(parts.tables.persons, kType, name, context));
    *response.add_persons() = std::move(*record.mutable_person());
  }
  return response;
}

absl::StatusOr<rpc::Encoded> List(const v1::ListPersonsRequest& request, const ReadContext& context) {
  return rpc::ListPage(context, request,
                       {.range = store::PrefixRange(kPersonRows),
                        .row_prefix = kPersonRows,
                        .hidden_by_field = Person::kDeleteTimeFieldNumber},
                       Person::default_instance());
}

template <typename Request>
absl::StatusOr<ResourceRef> ParseRef(const Request& request, const CallInfo& /*call*/) {
  return ResourceRef{.name = request.name(), .etag = request.etag()};
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
      [parts](const PersonRow& row, Transaction& txn) { return Import(parts, row, txn); });
}

void AddReads(const ServiceParts& parts, rpc::Service& service) {
  service.Read<v1::GetPersonRequest, Person>("GetPerson", rpc::ReadCost::kPoint,
                                             [parts](const v1::GetPersonRequest& request, const ReadContext& context) {
                                               return GetResource(parts.tables.persons, kType, request.name(), context);
                                             });
  service.Read<v1::ListPersonsRequest, v1::ListPersonsResponse>("ListPersons", rpc::ReadCost::kScan, List);
  service.Read<v1::BatchGetPersonsRequest, v1::BatchGetPersonsResponse>(
      "BatchGetPersons", rpc::ReadCost::kScan,
      [parts](const v1::BatchGetPersonsRequest& request, const ReadContext& context) {
        return BatchGet(parts, request, context);
      });
}

}  // namespace

rpc::Service NewPersonService(const ServiceParts& parts) {
  rpc::Service service("jiedui.registry.v1.PersonService");
  AddWrites(parts, service);
  AddReads(parts, service);
  return service;
}

}  // namespace jiedui::registry
