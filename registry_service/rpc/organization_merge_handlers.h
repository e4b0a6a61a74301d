// SPDX-License-Identifier: Apache-2.0
// MergeOrganizations and UnmergeOrganizations, and reading an organisation as it was merged by a day.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call.h"
#include "common/rpc/service.h"
#include "registry_service/rpc/parts.h"

namespace jiedui::registry {

void AddOrganizationMergeHandlers(const ServiceParts& parts, rpc::Service& service);

// The organisation, or the one that it was part of on the day (ISO); of a chain longer than
// kOrganizationMergesFollowedMax the last that was reached. NOT_FOUND, DATA_LOSS.
absl::StatusOr<v1::Organization> FindOrganizationOn(const ServiceParts& parts, const std::string& name,
                                                    absl::string_view date, const rpc::ReadContext& context);

}  // namespace jiedui::registry
