// SPDX-License-Identifier: Apache-2.0
// The methods of PersonService that make two records one, and take that back.
#pragma once

#include "common/rpc/service.h"
#include "registry_service/rpc/parts.h"

namespace jiedui::registry {

void AddPersonMergeHandlers(const ServiceParts& parts, rpc::Service& service);

}  // namespace jiedui::registry
