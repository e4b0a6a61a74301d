// SPDX-License-Identifier: Apache-2.0
// Two organisations that signed to work together: recorded, revised, removed. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/field_mask.pb.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "jiedui/registry/v1/organization.pb.h"
#include "registry_service/domain/resource_ref.h"
#include "registry_service/domain/stamp.h"

namespace jiedui::registry {

using storage::v1::OrganizationPairRecord;

// What a request says of a pair, found sound by itself.
struct OrganizationPairDraft {
  v1::OrganizationPair pair;  // with its name
};

// What the store knows that bears on the decision.
struct OrganizationPairFacts {
  std::optional<OrganizationPairRecord> current;                          // the pair with the draft's name
  std::vector<std::string> missing_organizations;                         // that do not exist, or are deleted
  v1::Organization::Kind east_kind = v1::Organization::KIND_UNSPECIFIED;  // of those that exist
  v1::Organization::Kind west_kind = v1::Organization::KIND_UNSPECIFIED;
};

// INVALID_ARGUMENT with every field that is wrong, by its path from the request.
absl::StatusOr<OrganizationPairDraft> ParseOrganizationPair(v1::OrganizationPair pair);

// The pair with the fields that `mask` names taken from `change`, which carries the etag. NOT_FOUND: there is none;
// INVALID_ARGUMENT: the mask, or the two do not go together.
absl::StatusOr<OrganizationPairDraft> Patched(const v1::OrganizationPair& change,
                                              const google::protobuf::FieldMask& mask,
                                              const std::optional<OrganizationPairRecord>& current);

// ALREADY_EXISTS: the id is taken; FAILED_PRECONDITION: organisations are missing, or of another kind than the pair.
absl::StatusOr<OrganizationPairRecord> Register(const OrganizationPairDraft& draft, const OrganizationPairFacts& facts,
                                                const Stamp& stamp);

// What Patched() made, with facts of it. What the pair had already is not asked for: an organisation may have gone
// since. ABORTED, FAILED_PRECONDITION as above. Of a draft that changes nothing: the record as it is.
absl::StatusOr<OrganizationPairRecord> Revise(const OrganizationPairDraft& draft, const OrganizationPairFacts& facts,
                                              const Stamp& stamp);

// Whether the pair may be removed. NOT_FOUND, ABORTED.
absl::Status CheckRemoval(const ResourceRef& ref, const std::optional<OrganizationPairRecord>& current);

}  // namespace jiedui::registry
