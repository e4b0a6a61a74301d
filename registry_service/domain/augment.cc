// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/augment.h"

#include <algorithm>

#include "common/base/status_macros.h"
#include "common/base/update_mask.h"
#include "registry_service/domain/union.h"

namespace jiedui::registry {
namespace {

using google::protobuf::FieldMask;
using v1::Employment;
using v1::Person;

bool IsKnown(const Employment& employment, const Person& current) {
  if (!employment.start_date().empty() || !employment.end_date().empty()) return false;
  return std::any_of(current.employments().begin(), current.employments().end(), [&](const Employment& known) {
    return known.organization() == employment.organization() && known.end_date().empty();
  });
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

Person OnlyNewEmployments(Person said, const Person& current) {
  auto& employments = *said.mutable_employments();
  const auto known = std::remove_if(employments.begin(), employments.end(),
                                    [&](const Employment& employment) { return IsKnown(employment, current); });
  employments.erase(known, employments.end());
  return said;
}

}  // namespace

absl::StatusOr<Person> Augmented(const Person& current, const Person& row, const FieldMask& mask) {
  ASSIGN_OR_RETURN(const Person said, Said(row, mask));
  Person result = current;
  // An empty mask names every field that is set.
  RETURN_IF_ERROR(ApplyUpdate(SingleValues(said), FieldMask(), result));
  AddPrivateFields(said, result);
  Person additions = OnlyNewEmployments(said, current);
  additions.set_display_name(current.display_name());
  return United(result, additions);
}

}  // namespace jiedui::registry
