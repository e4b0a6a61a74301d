// SPDX-License-Identifier: Apache-2.0
// ListExpiringLicences: a walk along the index of renewal days.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "registry_service/rpc/parts.h"

namespace jiedui::registry {

// INVALID_ARGUMENT: dates or page token; DATA_LOSS.
absl::StatusOr<v1::ListExpiringLicencesResponse> ListExpiringLicences(const ServiceParts& parts,
                                                                      const v1::ListExpiringLicencesRequest& request,
                                                                      const rpc::ReadContext& context);

}  // namespace jiedui::registry
