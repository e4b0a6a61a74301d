// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/restriction.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "registry_service/domain/merge.h"
#include "registry_service/domain/resource_types.h"

namespace jiedui::registry {
namespace {

using v1::Person;

PersonRecord Restricted(const PersonRecord& current, const std::string& reason, const PrivateSeal& seal,
                        const Stamp& stamp) {
  PersonRecord record = current;
  record.set_sealed_person(seal.SealPerson(current.person()));
  record.set_restrict_reason(reason);
  *record.mutable_person() = Showable(current.person(), ToTimestamp(stamp.now));
  return record;
}

// A restricted person may be deleted, and a deleted one be undeleted: what was sealed does not know.
void TakeDeletion(const Person& current, Person& person) {
  person.clear_delete_time();
  person.clear_purge_time();
  if (current.has_delete_time()) *person.mutable_delete_time() = current.delete_time();
  if (current.has_purge_time()) *person.mutable_purge_time() = current.purge_time();
}

absl::StatusOr<PersonRecord> Lifted(const PersonRecord& current, const PrivateSeal& seal) {
  PersonRecord record = current;
  ASSIGN_OR_RETURN(*record.mutable_person(), PersonInFull(current, seal));
  record.clear_sealed_person();
  record.clear_restrict_reason();
  return record;
}

}  // namespace

absl::StatusOr<PersonRecord> Restrict(const v1::RestrictPersonRequest& request,
                                      const std::optional<PersonRecord>& current, const PrivateSeal& seal,
                                      const Stamp& stamp) {
  if (!current.has_value()) return ResourceNotFound(kPersonType, request.name());
  const Person& person = current->person();
  if (!person.merged_into().empty()) return PersonMerged(*current);
  RETURN_IF_ERROR(CheckEtag(request.name(), request.etag(), person.etag()));
  if (person.has_restrict_time() != request.lift()) return *current;
  PersonRecord record;
  if (request.lift()) {
    ASSIGN_OR_RETURN(record, Lifted(*current, seal));
  } else {
    record = Restricted(*current, request.reason(), seal, stamp);
  }
  record.set_updater(stamp.actor);
  StampUpdated(stamp, *record.mutable_person());
  return record;
}

Person Showable(Person person, const google::protobuf::Timestamp& restrict_time) {
  person.clear_display_name();
  person.clear_aliases();
  person.clear_birth_date();
  person.clear_ethnicity();
  person.clear_private_fields();
  for (v1::Licence& licence : *person.mutable_licences()) licence.clear_number();
  if (person.merged_into().empty()) *person.mutable_restrict_time() = restrict_time;
  return person;
}

Person NameOnly(const Person& person) {
  Person shown;
  shown.set_name(person.name());
  shown.set_merged_into(person.merged_into());
  return shown;
}

absl::StatusOr<Person> PersonInFull(const PersonRecord& record, const PrivateSeal& seal) {
  if (record.sealed_person().empty()) return record.person();
  ASSIGN_OR_RETURN(Person person, seal.OpenPerson(record.sealed_person()));
  TakeDeletion(record.person(), person);
  return person;
}

absl::Status PersonRestricted(const PersonRecord& record) {
  const std::string& name = record.person().name();
  return RulesFailed("PERSON_RESTRICTED", {{.rule = "PERSON_RESTRICTED",
                                            .subject = name,
                                            .description = absl::StrCat(name, " is restricted; lift that first")}});
}

}  // namespace jiedui::registry
