// SPDX-License-Identifier: Apache-2.0
// Restriction of processing (Personal Information Protection Law, article 47: where data must be kept but may no longer
// be used, everything but storage stops). What may still be shown keeps every figure as it was: category, roles,
// employments, licences and titles, without names, birth date, numbers and phones. Pure, any thread.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "google/protobuf/timestamp.pb.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "registry_service/domain/private_seal.h"
#include "registry_service/domain/stamp.h"

namespace jiedui::registry {

using storage::v1::PersonRecord;

// Restricts, or lifts a restriction, also of a deleted person, who stays deleted. Where nothing changes: the record as
// it is. NOT_FOUND; ABORTED: the etag is old; FAILED_PRECONDITION: merged; DATA_LOSS.
absl::StatusOr<PersonRecord> Restrict(const v1::RestrictPersonRequest& request,
                                      const std::optional<PersonRecord>& current, const PrivateSeal& seal,
                                      const Stamp& stamp);

// What may still be shown of a person who has been restricted since then; of one who was merged, where she went.
v1::Person Showable(v1::Person person, const google::protobuf::Timestamp& restrict_time);

// What may still be said of a person who was removed for good: which name led to her, and where it led then.
v1::Person NameOnly(const v1::Person& person);

// The resource in full, as it is or was before a restriction, deleted if she is by now; private fields still masked.
// DATA_LOSS.
absl::StatusOr<v1::Person> PersonInFull(const PersonRecord& record, const PrivateSeal& seal);

// FAILED_PRECONDITION / PERSON_RESTRICTED.
absl::Status PersonRestricted(const PersonRecord& record);

}  // namespace jiedui::registry
