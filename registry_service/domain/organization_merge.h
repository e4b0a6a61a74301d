// SPDX-License-Identifier: Apache-2.0
// One organisation becomes part of another on a day. Unlike a person that was recorded twice, it did exist: it stays,
// with its history, and what speaks of it is read by the day. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "jiedui/registry/v1/organization_service.pb.h"
#include "registry_service/domain/resource_ref.h"
#include "registry_service/domain/stamp.h"

namespace jiedui::registry {

using storage::v1::OrganizationRecord;

// An organisation leads to the one that it was merged into, which may have been merged in turn; none is this often.
inline constexpr int kOrganizationMergesFollowedMax = 32;

struct OrganizationMergeFacts {
  std::optional<OrganizationRecord> survivor;
  std::optional<OrganizationRecord> predecessor;
  std::vector<std::string> successors;  // what the survivor was merged into, what that was merged into, and so on
};

struct MergedOrganizations {
  OrganizationRecord survivor;     // with the predecessor's names as aliases
  OrganizationRecord predecessor;  // says where it went, and when
};

// INVALID_ARGUMENT: an organisation with itself; NOT_FOUND; ABORTED: an etag is old; FAILED_PRECONDITION /
// MERGE_REFUSED with every rule that fails: one is deleted, the predecessor was merged already, or the survivor was
// merged into it; RESOURCE_EXHAUSTED: too many aliases.
absl::StatusOr<MergedOrganizations> Merge(const v1::MergeOrganizationsRequest& request,
                                          const OrganizationMergeFacts& facts, const Stamp& stamp);

// Of one that was not merged: the record as it is. NOT_FOUND, ABORTED.
absl::StatusOr<OrganizationRecord> Unmerge(const ResourceRef& ref, const std::optional<OrganizationRecord>& current,
                                           const Stamp& stamp);

// The organisation that this one was part of on the day (ISO); empty if it stood by itself.
std::string SuccessorOn(const v1::Organization& organization, absl::string_view date);

}  // namespace jiedui::registry
