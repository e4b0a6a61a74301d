// SPDX-License-Identifier: Apache-2.0
// What may happen to a person: registered, revised, removed, restored. Each decision takes the facts and answers the
// new record, or a refusal with all its reasons. A decision that changes nothing answers the record as it is. Pure, any
// thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/field_mask.pb.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "jiedui/registry/v1/person.pb.h"
#include "registry_service/domain/private_fields.h"
#include "registry_service/domain/resource_ref.h"
#include "registry_service/domain/stamp.h"

namespace jiedui::registry {

// What a request says of a person, normalised and found sound by itself.
struct PersonDraft {
  v1::Person person;           // with its name; private fields in full, or masked where a client wrote back a mask
  std::string id_blind_index;  // of the identity document, where its number is there in full
  std::string entered_name;    // the display name before it was normalised, where that changed it
  std::string reason;          // why it is changed; empty = not said
};

// What the store knows that bears on the decision.
struct PersonFacts {
  std::optional<PersonRecord> current;             // the person with the draft's name
  bool is_gone = false;                            // there was one, who was removed for good
  std::string id_holder;                           // name of the person who holds the identity number; empty = nobody
  std::vector<std::string> holder_names;           // display name and aliases of that person, where it is another one
  std::vector<std::string> missing_organizations;  // newly named ones that do not exist, or are deleted
};

// INVALID_ARGUMENT with every field that is wrong, by its path from the request ("person.licences[2].valid_to").
// `today`: the last day on which anybody may be born; empty = any.
absl::StatusOr<PersonDraft> ParsePerson(v1::Person person, const PrivateRules& rules, absl::string_view today = "");

// ALREADY_EXISTS: the id or the identity number is taken (NAME_MISMATCH: by a person of another name);
// FAILED_PRECONDITION: organisations are missing; INVALID_ARGUMENT: a number is masked.
absl::StatusOr<PersonRecord> Register(const PersonDraft& draft, const PersonFacts& facts, const PrivateSeal& seal,
                                      const Stamp& stamp);

// Changes the fields that `mask` names; the draft carries the etag. A name that is given up stays as an alias.
// NOT_FOUND, FAILED_PRECONDITION (deleted, merged, restricted, or organisations are missing), ABORTED, ALREADY_EXISTS,
// INVALID_ARGUMENT (mask).
absl::StatusOr<PersonRecord> Revise(const PersonDraft& draft, const google::protobuf::FieldMask& mask,
                                    const PersonFacts& facts, const PrivateSeal& seal, const Stamp& stamp);

// Deletes; the person is kept for `retention` before it may be purged. NOT_FOUND, ABORTED. Of a person that is deleted
// already: the record as it is.
absl::StatusOr<PersonRecord> Remove(const ResourceRef& ref, const PersonFacts& facts, absl::Duration retention,
                                    const Stamp& stamp);

// NOT_FOUND, ABORTED, ALREADY_EXISTS (the identity number is another person's by now), FAILED_PRECONDITION (merged). Of
// a person that is not deleted: the record as it is.
absl::StatusOr<PersonRecord> Restore(const ResourceRef& ref, const PersonFacts& facts, const Stamp& stamp);

// ALREADY_EXISTS / NAME_MISMATCH if a person of `names` is not called `display_name`: the holder of an identity number,
// `holder`, spelt otherwise - or a wrong number. `names` empty: nobody holds it. Her name is told masked.
absl::Status CheckHolderName(absl::string_view display_name, absl::string_view holder,
                             const std::vector<std::string>& names);

// Display name and aliases.
std::vector<std::string> NamesOf(const v1::Person& person);

// Whether a person was deleted so long ago that it is to be removed for good.
bool IsPurgeDue(const PersonRecord& record, absl::Time now);

// The identity number that a record holds against all others, as its blind index; empty = none, or deleted.
std::string HeldIdentity(const PersonRecord& record);

}  // namespace jiedui::registry
