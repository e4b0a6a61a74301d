// SPDX-License-Identifier: Apache-2.0
// What may happen to an organisation: registered, revised, removed, restored; as in person.h. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/field_mask.pb.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "jiedui/registry/v1/organization.pb.h"
#include "registry_service/domain/resource_ref.h"
#include "registry_service/domain/stamp.h"

namespace jiedui::registry {

using storage::v1::OrganizationRecord;

// What proto/jiedui/registry/v1/organization.proto allows.
inline constexpr int kOrganizationAliasesMax = 20;

// What a request says of an organisation, normalised and found sound by itself.
struct OrganizationDraft {
  v1::Organization organization;  // with its name
};

// What the store knows that bears on the decision.
struct OrganizationFacts {
  std::optional<OrganizationRecord> current;       // the organisation with the draft's name
  std::string code_holder;                         // name of the organisation that holds the credit code; empty = none
  std::vector<std::string> missing_organizations;  // newly named ones that do not exist, or are deleted
};

// INVALID_ARGUMENT with every field that is wrong, by its path from the request.
absl::StatusOr<OrganizationDraft> ParseOrganization(v1::Organization organization);

// ALREADY_EXISTS: the id or the credit code is taken; FAILED_PRECONDITION: the founder is missing.
absl::StatusOr<OrganizationRecord> Register(const OrganizationDraft& draft, const OrganizationFacts& facts,
                                            const Stamp& stamp);

// Changes the fields that `mask` names; the draft carries the etag. A name that is given up stays as an alias, where
// there is room. NOT_FOUND, FAILED_PRECONDITION (deleted, or the founder is missing), ABORTED, ALREADY_EXISTS (credit
// code), INVALID_ARGUMENT (mask).
absl::StatusOr<OrganizationRecord> Revise(const OrganizationDraft& draft, const google::protobuf::FieldMask& mask,
                                          const OrganizationFacts& facts, const Stamp& stamp);

// NOT_FOUND, ABORTED. Of one that is deleted already: the record as it is.
absl::StatusOr<OrganizationRecord> Remove(const ResourceRef& ref, const OrganizationFacts& facts, const Stamp& stamp);

// NOT_FOUND, ABORTED, ALREADY_EXISTS (the credit code is another's by now). Of one that is not deleted: as it is.
absl::StatusOr<OrganizationRecord> Restore(const ResourceRef& ref, const OrganizationFacts& facts, const Stamp& stamp);

// Adds `name` to the aliases of an organisation that has it neither as its name nor as an alias.
void AddAlias(absl::string_view name, v1::Organization& organization);

// The draft with the aliases of the organisation that it is about before its own: what a row does not say, such as
// former names, is not forgotten. RESOURCE_EXHAUSTED / LIMIT_EXCEEDED: together too many.
absl::StatusOr<OrganizationDraft> WithAliasesOf(const v1::Organization& current, const OrganizationDraft& draft);

// RESOURCE_EXHAUSTED / LIMIT_EXCEEDED if the organisation has too many aliases.
absl::Status CheckAliasesFit(const v1::Organization& organization);

// The credit code that a record holds against all others; empty = none, or deleted.
std::string HeldCreditCode(const OrganizationRecord& record);

}  // namespace jiedui::registry
