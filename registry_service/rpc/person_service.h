// SPDX-License-Identifier: Apache-2.0
// jiedui.registry.v1.PersonService: parse the request, gather facts, decide (domain/person.h), put, answer.
#pragma once

#include "common/rpc/service.h"
#include "registry_service/rpc/parts.h"

namespace jiedui::registry {

rpc::Service NewPersonService(const ServiceParts& parts);

}  // namespace jiedui::registry
