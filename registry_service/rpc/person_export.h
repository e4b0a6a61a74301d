// SPDX-License-Identifier: Apache-2.0
// ExportPersons: everything at one revision, in bounded steps.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "registry_service/rpc/parts.h"

namespace jiedui::registry {

// INVALID_ARGUMENT: bad filter.
absl::StatusOr<std::unique_ptr<rpc::StreamSource>> ExportPersons(const ServiceParts& parts,
                                                                 const v1::ExportPersonsRequest& request);

}  // namespace jiedui::registry
