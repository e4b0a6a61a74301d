// SPDX-License-Identifier: Apache-2.0
// DivisionService over the table of divisions; it reads nothing from the store.
#pragma once

#include "common/rpc/service.h"
#include "registry_service/rpc/parts.h"

namespace jiedui::registry {

rpc::Service NewDivisionService(const ServiceParts& parts);

}  // namespace jiedui::registry
