// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/augment.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
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

bool IsUndated(const Employment& employment) {
  return employment.start_date().empty() && employment.end_date().empty();
}

int FieldsSaid(const Employment& employment) {
  return (employment.position().empty() ? 0 : 1) +
         (employment.establishment() == Employment::ESTABLISHMENT_UNSPECIFIED ? 0 : 1);
}

int FieldsShared(const Employment& known, const Employment& said) {
  return (!said.position().empty() && said.position() == known.position() ? 1 : 0) +
         (said.establishment() != Employment::ESTABLISHMENT_UNSPECIFIED && said.establishment() == known.establishment()
              ? 1
              : 0);
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

using Entries = std::vector<const Employment*>;

// What a row says of employments without dates, once each and without what another entry says and more. In an order
// that is not the row's, which means nothing: those that say more choose first.
Entries UndatedOf(const Person& said) {
  Entries entries;
  for (const Employment& entry : said.employments())
    if (IsUndated(entry)) entries.push_back(&entry);
  std::sort(entries.begin(), entries.end(), [](const Employment* a, const Employment* b) {
    return std::make_tuple(-FieldsSaid(*a), a->organization(), a->position(), a->establishment()) <
           std::make_tuple(-FieldsSaid(*b), b->organization(), b->position(), b->establishment());
  });
  Entries kept;
  for (const Employment* const entry : entries) {
    const auto says_it = [entry](const Employment* other) {
      return other->organization() == entry->organization() && AlreadySays(*other, *entry);
    };
    if (std::none_of(kept.begin(), kept.end(), says_it)) kept.push_back(entry);
  }
  return kept;
}

// Finds the known employments that the entries of one row are about. Each is changed by one entry at most, and by none
// where another entry says what is there.
class Restatement {
 public:
  explicit Restatement(Person& person) : person_(person) {}

  // One with dates is known only where it is the same.
  void ClaimSame(const Employment& dated) {
    for (const Employment& known : person_.employments())
      if (known.SerializeAsString() == dated.SerializeAsString()) claimed_.insert(&known);
  }

  // Whether a known employment says it all.
  bool IsKnown(const Employment& said) {
    const Employment* found = nullptr;
    for (const Employment* const known : OpenAt(said.organization()))
      if (AlreadySays(*known, said) && (found == nullptr || FieldsSaid(*known) < FieldsSaid(*found))) found = known;
    if (found != nullptr) claimed_.insert(found);
    return found != nullptr;
  }

  // Whether a known employment that it does not contradict now says it as well.
  bool Fills(const Employment& said) {
    Employment* found = nullptr;
    for (Employment* const known : OpenAt(said.organization())) {
      if (claimed_.count(known) > 0 || Contradicts(*known, said)) continue;
      if (found == nullptr || FieldsShared(*known, said) > FieldsShared(*found, said)) found = known;
    }
    return found != nullptr && Restate(said, *found);
  }

  // Whether the only employment there now says it instead.
  bool ReplacesTheOnlyOne(const Employment& said) {
    const std::vector<Employment*> open = OpenAt(said.organization());
    return open.size() == 1 && claimed_.count(open.front()) == 0 && Restate(said, *open.front());
  }

 private:
  std::vector<Employment*> OpenAt(const std::string& organization) {
    std::vector<Employment*> open;
    for (Employment& known : *person_.mutable_employments())
      if (known.organization() == organization && known.end_date().empty()) open.push_back(&known);
    return open;
  }

  bool Restate(const Employment& said, Employment& known) {
    claimed_.insert(&known);
    if (!said.position().empty()) known.set_position(said.position());
    if (said.establishment() != Employment::ESTABLISHMENT_UNSPECIFIED) known.set_establishment(said.establishment());
    return true;
  }

  Person& person_;
  std::set<const Employment*> claimed_;
};

// As single values do, what is said of an employment that is known replaces what it said. Answers the new ones.
google::protobuf::RepeatedPtrField<Employment> RestateEmployments(const Person& said, Person& result) {
  google::protobuf::RepeatedPtrField<Employment> added;
  Restatement restatement(result);
  for (const Employment& entry : said.employments()) {
    if (IsUndated(entry)) continue;
    restatement.ClaimSame(entry);
    *added.Add() = entry;
  }
  Entries left = UndatedOf(said);
  std::erase_if(left, [&](const Employment* entry) { return restatement.IsKnown(*entry); });
  std::erase_if(left, [&](const Employment* entry) { return restatement.Fills(*entry); });
  for (const Employment* const entry : left) {
    // Of two that contradict the only one, neither is the one that replaces it.
    const bool is_alone = std::count_if(left.begin(), left.end(), [entry](const Employment* other) {
                            return other->organization() == entry->organization();
                          }) == 1;
    if (!is_alone || !restatement.ReplacesTheOnlyOne(*entry)) *added.Add() = *entry;
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
