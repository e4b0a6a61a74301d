// SPDX-License-Identifier: Apache-2.0
// jiedui.registry.v1.OrganizationService: organisations here, their pairs in organization_pair_handlers.h.
#pragma once

#include "common/rpc/service.h"
#include "registry_service/rpc/parts.h"

namespace jiedui::registry {

rpc::Service NewOrganizationService(const ServiceParts& parts);

}  // namespace jiedui::registry
