// SPDX-License-Identifier: Apache-2.0
// SearchOrganizations: reads the index of search keys within a bound, and ranks what it finds.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "jiedui/registry/v1/organization_service.pb.h"
#include "registry_service/rpc/parts.h"

namespace jiedui::registry {

// INVALID_ARGUMENT: a query without a letter or digit; DATA_LOSS.
absl::StatusOr<v1::SearchOrganizationsResponse> SearchOrganizations(const ServiceParts& parts,
                                                                    const v1::SearchOrganizationsRequest& request,
                                                                    const rpc::ReadContext& context);

}  // namespace jiedui::registry
