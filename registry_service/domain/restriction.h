// SPDX-License-Identifier: Apache-2.0
// Restriction of processing (Personal Information Protection Law, article 47: where data must be kept but may no longer
// be used, everything but storage stops). What may still be shown keeps every figure as it was: category, roles,
// employments, licences and titles, without names, birth date, numbers and phones. Pure, any thread.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "registry_service/domain/private_seal.h"
#include "registry_service/domain/stamp.h"

namespace jiedui::registry {

using storage::v1::PersonRecord;

// Restricts, or lifts a restriction. Where nothing changes: the record as it is. NOT_FOUND; ABORTED: the etag is old;
// FAILED_PRECONDITION: deleted, or merged; DATA_LOSS.
absl::StatusOr<PersonRecord> Restrict(const v1::RestrictPersonRequest& request,
                                      const std::optional<PersonRecord>& current, const PrivateSeal& seal,
                                      const Stamp& stamp);

// The resource in full, as it is or was before a restriction; private fields still masked. DATA_LOSS.
absl::StatusOr<v1::Person> PersonInFull(const PersonRecord& record, const PrivateSeal& seal);

// FAILED_PRECONDITION / PERSON_RESTRICTED.
absl::Status PersonRestricted(const PersonRecord& record);

}  // namespace jiedui::registry
