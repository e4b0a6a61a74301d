// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/union.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace jiedui::registry {
namespace {

using google::protobuf::RepeatedPtrField;
using v1::Employment;
using v1::Licence;
using v1::Person;
using v1::Title;

using Texts = std::vector<std::string>;

template <typename Values, typename Value>
bool Has(const Values& values, const Value& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

Texts SortedScopes(const Licence& licence) {
  Texts scopes(licence.scopes().begin(), licence.scopes().end());
  std::sort(scopes.begin(), scopes.end());
  return scopes;
}

// What an entry says, first day first: entries are ordered by it, and equal where it is.
auto KeyOf(const Employment& e) {
  return std::make_tuple(e.start_date(), e.organization(), e.end_date(), e.position(), e.establishment());
}

auto KeyOf(const Licence& l) {
  return std::make_tuple(l.valid_from(), l.kind(), l.number(), l.valid_to(), l.division(), SortedScopes(l));
}

auto KeyOf(const Title& t) { return std::make_tuple(t.conferred_date(), t.level(), t.title()); }

// Whether `fuller` says all that `entry` says.
template <typename Entry>
bool SaysAllOf(const Entry& fuller, const Entry& entry) {
  return KeyOf(fuller) == KeyOf(entry);
}

bool FillsField(const std::string& fuller, const std::string& field) { return field.empty() || fuller == field; }

bool SaysAllOf(const Licence& fuller, const Licence& licence) {
  return fuller.kind() == licence.kind() && FillsField(fuller.number(), licence.number()) &&
         FillsField(fuller.division(), licence.division()) && FillsField(fuller.valid_from(), licence.valid_from()) &&
         FillsField(fuller.valid_to(), licence.valid_to()) &&
         (licence.scopes().empty() || SortedScopes(fuller) == SortedScopes(licence));
}

// A title with its day says what one without says: two would make the title count since ever.
bool SaysAllOf(const Title& fuller, const Title& title) {
  return fuller.level() == title.level() && fuller.title() == title.title() &&
         FillsField(fuller.conferred_date(), title.conferred_date());
}

template <typename Entry>
bool SaysNothingNew(const RepeatedPtrField<Entry>& added, const RepeatedPtrField<Entry>& entries) {
  return std::all_of(added.begin(), added.end(), [&](const Entry& entry) {
    return std::any_of(entries.begin(), entries.end(), [&](const Entry& other) { return SaysAllOf(other, entry); });
  });
}

// Both lists as one, without the entries of which another says all; of two that say the same the first stays.
template <typename Entry>
void Unite(const RepeatedPtrField<Entry>& added, RepeatedPtrField<Entry>& entries) {
  if (SaysNothingNew(added, entries)) return;
  std::vector<Entry> kept;
  const auto take = [&kept](const Entry& entry) {
    const auto is_fuller = [&entry](const Entry& other) { return SaysAllOf(other, entry); };
    if (std::any_of(kept.begin(), kept.end(), is_fuller)) return;
    const auto is_poorer = [&entry](const Entry& other) { return SaysAllOf(entry, other); };
    kept.erase(std::remove_if(kept.begin(), kept.end(), is_poorer), kept.end());
    kept.push_back(entry);
  };
  std::for_each(entries.begin(), entries.end(), take);
  std::for_each(added.begin(), added.end(), take);
  std::stable_sort(kept.begin(), kept.end(), [](const Entry& a, const Entry& b) { return KeyOf(a) < KeyOf(b); });
  entries.Assign(kept.begin(), kept.end());
}

void UniteAliases(const Person& duplicate, Person& person) {
  Texts names(person.aliases().begin(), person.aliases().end());
  names.push_back(duplicate.display_name());
  names.insert(names.end(), duplicate.aliases().begin(), duplicate.aliases().end());
  person.clear_aliases();
  for (const std::string& name : names)
    if (!name.empty() && name != person.display_name() && !Has(person.aliases(), name)) person.add_aliases(name);
}

void UniteRoles(const Person& duplicate, Person& person) {
  std::vector<int> roles(person.roles().begin(), person.roles().end());
  for (const int role : duplicate.roles())
    if (!Has(roles, role)) roles.push_back(role);
  if (static_cast<int>(roles.size()) == person.roles_size()) return;
  std::sort(roles.begin(), roles.end());
  person.clear_roles();
  for (const int role : roles) person.add_roles(static_cast<v1::Role>(role));
}

void FillEmpty(const Person& duplicate, Person& person) {
  if (person.display_name().empty()) person.set_display_name(duplicate.display_name());
  if (person.sex() == v1::SEX_UNSPECIFIED) person.set_sex(duplicate.sex());
  if (person.birth_date().empty()) person.set_birth_date(duplicate.birth_date());
  if (person.ethnicity().empty()) person.set_ethnicity(duplicate.ethnicity());
  if (person.category() == v1::PERSON_CATEGORY_UNSPECIFIED) person.set_category(duplicate.category());
  if (person.specialty().empty()) person.set_specialty(duplicate.specialty());
}

absl::Status RequireRoom(const Person& person) {
  Texts over;
  const auto check = [&over](absl::string_view list, int count, int max) {
    if (count > max) over.push_back(absl::StrCat(list, ": ", count, " of at most ", max));
  };
  check("aliases", person.aliases_size(), kAliasesMax);
  check("roles", person.roles_size(), kRolesMax);
  check("employments", person.employments_size(), kEmploymentsMax);
  check("licences", person.licences_size(), kLicencesMax);
  check("titles", person.titles_size(), kTitlesMax);
  if (over.empty()) return absl::OkStatus();
  return LimitExceeded(person.name(), absl::StrCat("together the two have too many ", absl::StrJoin(over, ", ")));
}

}  // namespace

absl::StatusOr<Person> United(const Person& survivor, const Person& duplicate) {
  Person person = survivor;
  FillEmpty(duplicate, person);
  UniteAliases(duplicate, person);
  UniteRoles(duplicate, person);
  Unite(duplicate.employments(), *person.mutable_employments());
  Unite(duplicate.licences(), *person.mutable_licences());
  Unite(duplicate.titles(), *person.mutable_titles());
  const absl::Status room = RequireRoom(person);
  if (!room.ok()) return room;
  return person;
}

std::vector<std::string> EmployersOn(const Person& person, absl::string_view date) {
  Texts employers;
  for (const Employment& employment : person.employments())
    if (Contains({employment.start_date(), employment.end_date()}, date) && !Has(employers, employment.organization()))
      employers.push_back(employment.organization());
  return employers;
}

std::string DivisionOn(const v1::Organization& organization, absl::string_view date) {
  for (const v1::DivisionMembership& membership : organization.divisions())
    if (Contains({membership.start_date(), membership.end_date()}, date)) return membership.division();
  return "";
}

}  // namespace jiedui::registry
