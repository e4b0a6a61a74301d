// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/person.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/base/update_mask.h"
#include "registry_service/domain/limits.h"
#include "registry_service/domain/mask.h"
#include "registry_service/domain/merge.h"
#include "registry_service/domain/missing.h"
#include "registry_service/domain/person_name.h"
#include "registry_service/domain/resident_id.h"
#include "registry_service/domain/resource_types.h"
#include "registry_service/domain/restriction.h"
#include "registry_service/domain/union.h"

namespace jiedui::registry {
namespace {

using google::protobuf::FieldMask;
using v1::Person;

void Normalize(Person& person) {
  person.set_display_name(NormalizedPersonName(person.display_name()));
  for (std::string& alias : *person.mutable_aliases()) alias = NormalizedPersonName(alias);
  person.set_ethnicity(Trimmed(person.ethnicity()));
  person.set_specialty(Trimmed(person.specialty()));
  if (person.has_private_fields()) *person.mutable_private_fields() = NormalizedPrivateFields(person.private_fields());
}

void CheckRoles(const Person& person, FieldChecks& checks) {
  for (int i = 0; i < person.roles_size(); ++i)
    if (person.roles(i) == v1::ROLE_UNSPECIFIED) checks.Add(absl::StrCat("person.roles[", i, "]"), "is not said");
  checks.NoRepetition(person.roles(), "person.roles");
}

void CheckAliases(const Person& person, FieldChecks& checks) {
  for (int i = 0; i < person.aliases_size(); ++i)
    if (person.aliases(i).empty()) checks.Add(absl::StrCat("person.aliases[", i, "]"), "is blank");
  checks.NoRepetition(person.aliases(), "person.aliases");
}

void CheckDates(const Person& person, FieldChecks& checks) {
  for (int i = 0; i < person.employments_size(); ++i) {
    const v1::Employment& employment = person.employments(i);
    checks.InOrder(employment.start_date(), employment.end_date(), ElementPath("person.employments", i, "end_date"),
                   "start_date");
  }
  for (int i = 0; i < person.licences_size(); ++i) {
    const v1::Licence& licence = person.licences(i);
    checks.InOrder(licence.valid_from(), licence.valid_to(), ElementPath("person.licences", i, "valid_to"),
                   "valid_from");
  }
}

// A qualification number (资格证书编码) has the identity number within it, and licences are answered unmasked.
void CheckLicenceNumbers(const Person& person, FieldChecks& checks) {
  for (int i = 0; i < person.licences_size(); ++i)
    if (HoldsResidentId(person.licences(i).number()))
      checks.Add(ElementPath("person.licences", i, "number"),
                 "holds an identity number: give the number of the licence to practise, not that of the qualification");
}

void CheckName(const Person& person, FieldChecks& checks) {
  if (!person.display_name().empty() && IsOnlyPunctuation(person.display_name()))
    checks.Add("person.display_name", "has nothing but punctuation");
}

// A passport of 18 characters tells no date.
void CheckBirth(const Person& person, absl::string_view today, FieldChecks& checks) {
  if (today.empty()) return;
  if (person.birth_date() > today) checks.Add("person.birth_date", "lies ahead");
  const v1::IdDocument& document = person.private_fields().id_document();
  if (document.kind() != v1::IdDocument::KIND_PASSPORT && BirthDateIn(document.number()) > today)
    checks.Add("person.private_fields.id_document.number", "holds a birth date (characters 7 to 14) that lies ahead");
}

absl::Status RequireIdentityFree(const PersonRecord& record, const PersonFacts& facts) {
  if (record.id_blind_index().empty() || facts.id_holder.empty() || facts.id_holder == record.person().name())
    return absl::OkStatus();
  RETURN_IF_ERROR(CheckHolderName(record.person().display_name(), facts.id_holder, facts.holder_names));
  return ResourceExists("IDENTITY_NUMBER_TAKEN", kPersonType, facts.id_holder,
                        absl::StrCat("the identity number belongs to ", facts.id_holder));
}

absl::Status RequireEmployers(const Person& person, const PersonFacts& facts) {
  std::vector<Reference> references;
  references.reserve(static_cast<size_t>(person.employments_size()));
  for (int i = 0; i < person.employments_size(); ++i)
    references.emplace_back(ElementPath("person.employments", i, "organization"), person.employments(i).organization());
  return RequireOrganizations(references, facts.missing_organizations);
}

// Not deleted, not merged into another one, not restricted.
absl::Status RequireInUse(const PersonRecord& record) {
  if (!record.person().merged_into().empty()) return PersonMerged(record);
  if (record.person().has_delete_time()) return ResourceDeleted(record.person().name());
  if (record.person().has_restrict_time()) return PersonRestricted(record);
  return absl::OkStatus();
}

// A person is found by the name it had.
void KeepFormerName(const Person& before, Person& person) {
  const std::vector<std::string> names = NamesOf(person);
  if (std::find(names.begin(), names.end(), before.display_name()) != names.end()) return;
  if (person.aliases_size() < kAliasesMax) person.add_aliases(before.display_name());
}

// When, by whom and why an official name was given up stays with the record, as does how the new one was entered.
void NoteNewName(const PersonDraft& draft, const Person& before, const Stamp& stamp, PersonRecord& record) {
  if (record.person().display_name() == before.display_name()) return;
  auto& names = *record.mutable_former_names();
  if (names.size() == kFormerNamesMax) names.DeleteSubrange(0, 1);
  v1::FormerName& name = *names.Add();
  name.set_display_name(before.display_name());
  *name.mutable_change_time() = ToTimestamp(stamp.now);
  name.set_actor(stamp.actor);
  name.set_reason(draft.reason);
  record.set_entered_name(draft.entered_name);
}

// An identity document is one thing: half of another one beside the stored half would be nobody's.
absl::Status CheckMask(const FieldMask& mask) {
  for (const std::string& path : mask.paths())
    if (absl::StartsWith(path, "private_fields.id_document."))
      return InvalidField("update_mask", "an identity document is changed whole: name private_fields.id_document");
  return absl::OkStatus();
}

// An update leaves out what is output only, but how a number was first written belongs to that number.
void KeepOriginalOfNumber(const v1::PrivateFields& draft, v1::PrivateFields& wanted) {
  if (!wanted.has_id_document() || IsMasked(wanted.id_document().number())) return;
  wanted.mutable_id_document()->set_original_number(draft.id_document().original_number());
}

// The current record with the fields that the mask names. Private fields are merged as masks, then resealed.
absl::StatusOr<PersonRecord> Patched(const PersonDraft& draft, const FieldMask& mask, const PersonRecord& current,
                                     const PrivateSeal& seal) {
  PersonRecord record = current;
  Person& person = *record.mutable_person();
  RETURN_IF_ERROR(ApplyUpdate(draft.person, mask, person));
  v1::PrivateFields wanted = person.private_fields();
  KeepOriginalOfNumber(draft.person.private_fields(), wanted);
  if (current.person().has_private_fields()) {
    *person.mutable_private_fields() = current.person().private_fields();
  } else {
    person.clear_private_fields();
  }
  RETURN_IF_ERROR(ResealPrivateFields(wanted, draft.id_blind_index, seal, record));
  return record;
}

}  // namespace

absl::StatusOr<PersonDraft> ParsePerson(Person person, const PrivateRules& rules, absl::string_view today) {
  PersonDraft draft{.entered_name = person.display_name()};
  Normalize(person);
  if (draft.entered_name == person.display_name()) draft.entered_name.clear();
  FieldChecks checks;
  CheckName(person, checks);
  CheckRoles(person, checks);
  CheckAliases(person, checks);
  CheckDates(person, checks);
  CheckLicenceNumbers(person, checks);
  CheckBirth(person, today, checks);
  CheckPrivateFields(person.private_fields(), rules, checks);
  RETURN_IF_ERROR(checks.ToStatus());
  const v1::PrivateFields& fields = person.private_fields();
  if (fields.has_id_document() && !IsMasked(fields.id_document().number()))
    draft.id_blind_index = rules.seal.BlindIndex(fields.id_document());
  draft.person = std::move(person);
  return draft;
}

absl::StatusOr<PersonRecord> Register(const PersonDraft& draft, const PersonFacts& facts, const PrivateSeal& seal,
                                      const Stamp& stamp) {
  if (facts.current.has_value())
    return ResourceExists("ID_TAKEN", kPersonType, draft.person.name(),
                          absl::StrCat(draft.person.name(), " exists already"));
  if (facts.is_gone)
    return ResourceExists("ID_TAKEN", kPersonType, draft.person.name(),
                          absl::StrCat(draft.person.name(),
                                       " was a person who has been removed for good, and whose records remain: choose "
                                       "another id"));
  PersonRecord record;
  *record.mutable_person() = draft.person;
  record.mutable_person()->clear_private_fields();
  RETURN_IF_ERROR(ResealPrivateFields(draft.person.private_fields(), draft.id_blind_index, seal, record));
  RETURN_IF_ERROR(RequireIdentityFree(record, facts));
  RETURN_IF_ERROR(RequireEmployers(record.person(), facts));
  record.set_entered_name(draft.entered_name);
  record.set_creator(stamp.actor);
  record.set_updater(stamp.actor);
  StampCreated(stamp, *record.mutable_person());
  return record;
}

absl::StatusOr<PersonRecord> Revise(const PersonDraft& draft, const FieldMask& mask, const PersonFacts& facts,
                                    const PrivateSeal& seal, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckMask(mask));
  if (!facts.current.has_value()) return ResourceNotFound(kPersonType, draft.person.name());
  const PersonRecord& current = *facts.current;
  RETURN_IF_ERROR(RequireInUse(current));
  RETURN_IF_ERROR(CheckEtag(draft.person.name(), draft.person.etag(), current.person().etag()));
  ASSIGN_OR_RETURN(PersonRecord record, Patched(draft, mask, current, seal));
  KeepFormerName(current.person(), *record.mutable_person());
  if (record.SerializeAsString() == current.SerializeAsString()) return record;
  // The facts speak of the draft's number; where the mask leaves it out, the record keeps its own.
  if (record.id_blind_index() != current.id_blind_index()) RETURN_IF_ERROR(RequireIdentityFree(record, facts));
  RETURN_IF_ERROR(RequireEmployers(record.person(), facts));
  NoteNewName(draft, current.person(), stamp, record);
  record.set_updater(stamp.actor);
  StampUpdated(stamp, *record.mutable_person());
  return record;
}

absl::StatusOr<PersonRecord> Remove(const ResourceRef& ref, const PersonFacts& facts, absl::Duration retention,
                                    const Stamp& stamp) {
  if (!facts.current.has_value()) return ResourceNotFound(kPersonType, ref.name);
  PersonRecord record = *facts.current;
  if (record.person().has_delete_time()) return record;
  RETURN_IF_ERROR(CheckEtag(ref.name, ref.etag, record.person().etag()));
  *record.mutable_person()->mutable_delete_time() = ToTimestamp(stamp.now);
  *record.mutable_person()->mutable_purge_time() = ToTimestamp(stamp.now + retention);
  record.set_updater(stamp.actor);
  StampUpdated(stamp, *record.mutable_person());
  return record;
}

absl::StatusOr<PersonRecord> Restore(const ResourceRef& ref, const PersonFacts& facts, const Stamp& stamp) {
  if (!facts.current.has_value()) return ResourceNotFound(kPersonType, ref.name);
  PersonRecord record = *facts.current;
  if (!record.person().has_delete_time()) return record;
  if (!record.person().merged_into().empty()) return PersonMerged(record);
  RETURN_IF_ERROR(CheckEtag(ref.name, ref.etag, record.person().etag()));
  RETURN_IF_ERROR(RequireIdentityFree(record, facts));
  record.mutable_person()->clear_delete_time();
  record.mutable_person()->clear_purge_time();
  record.set_updater(stamp.actor);
  StampUpdated(stamp, *record.mutable_person());
  return record;
}

absl::Status CheckHolderName(absl::string_view display_name, absl::string_view holder,
                             const std::vector<std::string>& names) {
  if (names.empty() || std::find(names.begin(), names.end(), display_name) != names.end()) return absl::OkStatus();
  return ResourceExists(
      "NAME_MISMATCH", kPersonType, holder,
      absl::StrCat("the identity number belongs to ", holder, ", who is called ", MaskedName(names.front()),
                   ": add the other spelling to the aliases, or correct the number"));
}

std::vector<std::string> NamesOf(const Person& person) {
  std::vector<std::string> names = {person.display_name()};
  names.insert(names.end(), person.aliases().begin(), person.aliases().end());
  return names;
}

bool IsPurgeDue(const PersonRecord& record, absl::Time now) {
  return record.person().has_purge_time() && FromTimestamp(record.person().purge_time()) <= now;
}

std::string HeldIdentity(const PersonRecord& record) {
  return record.person().has_delete_time() ? std::string() : record.id_blind_index();
}

}  // namespace jiedui::registry
