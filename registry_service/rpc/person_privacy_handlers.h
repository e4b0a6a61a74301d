// SPDX-License-Identifier: Apache-2.0
// The methods of PersonService by which an office answers a person who asks about her data.
#pragma once

#include "common/rpc/service.h"
#include "registry_service/rpc/parts.h"

namespace jiedui::registry {

void AddPersonPrivacyHandlers(const ServiceParts& parts, rpc::Service& service);

}  // namespace jiedui::registry
