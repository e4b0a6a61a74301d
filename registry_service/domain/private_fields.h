// SPDX-License-Identifier: Apache-2.0
// The three forms of private fields that always change together: masked (what is answered), sealed (what is kept), and
// the blind index (what they are found by). Pure, any thread.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "jiedui/registry/v1/person.pb.h"
#include "registry_service/domain/checks.h"
#include "registry_service/domain/private_seal.h"

namespace jiedui::registry {

using storage::v1::PersonRecord;

// What the domain needs to know about private fields besides the facts.
struct PrivateRules {
  const PrivateSeal& seal;
  bool allow_synthetic_ids = false;
};

// Normalised as they are stored; masked values as they are.
v1::PrivateFields NormalizedPrivateFields(const v1::PrivateFields& fields);

// Adds what is wrong with normalised fields; a masked value is judged by ResealPrivateFields.
void CheckPrivateFields(const v1::PrivateFields& fields, const PrivateRules& rules, FieldChecks& checks);

// The record with all three forms of `wanted`. A masked value that is the record's own means "as it is"; fields that
// do not change keep their seal. `wanted_index` is the blind index of the wanted document, where its number is there in
// full: whoever looked for its holder has worked it out. INVALID_ARGUMENT: another mask - it is never stored as a
// number; DATA_LOSS.
absl::Status ResealPrivateFields(const v1::PrivateFields& wanted, absl::string_view wanted_index,
                                 const PrivateSeal& seal, PersonRecord& record);

}  // namespace jiedui::registry
