// SPDX-License-Identifier: Apache-2.0
// ListEmployers: where a person was employed on a day, through merges of organisations and changes of divisions.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "registry_service/rpc/parts.h"

namespace jiedui::registry {

// NOT_FOUND; FAILED_PRECONDITION: the person is restricted; DATA_LOSS.
absl::StatusOr<v1::ListEmployersResponse> ListEmployers(const ServiceParts& parts,
                                                        const v1::ListEmployersRequest& request,
                                                        const rpc::ReadContext& context);

}  // namespace jiedui::registry
