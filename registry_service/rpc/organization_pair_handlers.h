// SPDX-License-Identifier: Apache-2.0
// The methods of OrganizationService that speak of pairs.
#pragma once

#include "common/rpc/service.h"
#include "registry_service/rpc/parts.h"

namespace jiedui::registry {

void AddOrganizationPairHandlers(const ServiceParts& parts, rpc::Service& service);

}  // namespace jiedui::registry
