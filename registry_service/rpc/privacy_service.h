// SPDX-License-Identifier: Apache-2.0
// jiedui.registry.v1.PrivacyService.
#pragma once

#include "common/rpc/service.h"
#include "registry_service/rpc/parts.h"

namespace jiedui::registry {

rpc::Service NewPrivacyService(const ServiceParts& parts);

}  // namespace jiedui::registry
