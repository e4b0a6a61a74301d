// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/augment.h"

#include <algorithm>
#include <vector>

#include "common/base/status_macros.h"
#include "common/base/update_mask.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "registry_service/domain/union.h"

namespace jiedui::registry {
namespace {

using google::protobuf::FieldMask;
using v1::Employment;
using v1::Person;

bool AlreadySays(const Employment& known, const Employment& said) {
  return (said.position().empty() || said.position() == known.position()) &&
         (said.establishment() == Employment::ESTABLISHMENT_UNSPECIFIED ||
          said.establishment() == known.establishment());
}

bool Contradicts(const Employment& known, const Employment& said) {
  const bool other_position =
      !known.position().empty() && !said.position().empty() && known.position() != said.position();
  const bool other_establishment = known.establishment() != Employment::ESTABLISHMENT_UNSPECIFIED &&
                                   said.establishment() != Employment::ESTABLISHMENT_UNSPECIFIED &&
                                   known.establishment() != said.establishment();
  return other_position || other_establishment;
}

// The employment that one without dates is about, among those at its organisation that go on: the one that says it
// all, else one that it does not contradict, else the only one. Null: it is another one.
Employment* KnownAs(const Employment& said, Person& person) {
  if (!said.start_date().empty() || !said.end_date().empty()) return nullptr;
  std::vector<Employment*> open;
  for (Employment& known : *person.mutable_employments())
    if (known.organization() == said.organization() && known.end_date().empty()) open.push_back(&known);
  const auto full =
      std::find_if(open.begin(), open.end(), [&](const auto* known) { return AlreadySays(*known, said); });
  if (full != open.end()) return *full;
  const auto fit =
      std::find_if(open.begin(), open.end(), [&](const auto* known) { return !Contradicts(*known, said); });
  if (fit != open.end()) return *fit;
  return open.size() == 1 ? open.front() : nullptr;
}

// What the row says in the fields that the mask names, and nothing else.
absl::StatusOr<Person> Said(const Person& row, const FieldMask& mask) {
  Person said;
  RETURN_IF_ERROR(ApplyUpdate(row, mask, said));
  return said;
}

// The single values that were said, but for private fields, which are not replaced whole.
Person SingleValues(Person said) {
  said.clear_private_fields();
  said.clear_aliases();
  said.clear_roles();
  said.clear_employments();
  said.clear_licences();
  said.clear_titles();
  return said;
}

void AddPrivateFields(const Person& said, Person& result) {
  if (!said.private_fields().mobile().empty())
    result.mutable_private_fields()->set_mobile(said.private_fields().mobile());
  if (said.private_fields().has_id_document() && !result.private_fields().has_id_document())
    *result.mutable_private_fields()->mutable_id_document() = said.private_fields().id_document();
}

// As single values do, what is said of an employment that is known replaces what it said. Answers the new ones.
google::protobuf::RepeatedPtrField<Employment> RestateEmployments(const Person& said, Person& result) {
  google::protobuf::RepeatedPtrField<Employment> added;
  for (const Employment& employment : said.employments()) {
    Employment* const known = KnownAs(employment, result);
    if (known == nullptr) {
      *added.Add() = employment;
      continue;
    }
    if (!employment.position().empty()) known->set_position(employment.position());
    if (employment.establishment() != Employment::ESTABLISHMENT_UNSPECIFIED)
      known->set_establishment(employment.establishment());
  }
  return added;
}

}  // namespace

absl::StatusOr<Person> Augmented(const Person& current, const Person& row, const FieldMask& mask) {
  ASSIGN_OR_RETURN(const Person said, Said(row, mask));
  Person result = current;
  // An empty mask names every field that is set.
  RETURN_IF_ERROR(ApplyUpdate(SingleValues(said), FieldMask(), result));
  AddPrivateFields(said, result);
  Person additions = said;
  *additions.mutable_employments() = RestateEmployments(said, result);
  additions.set_display_name(current.display_name());
  return United(result, additions);
}

}  // namespace jiedui::registry
