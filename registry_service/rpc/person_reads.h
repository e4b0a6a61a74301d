// SPDX-License-Identifier: Apache-2.0
// The methods of PersonService that read. A person that was merged into another is read as that one.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/rpc/service.h"
#include "registry_service/rpc/parts.h"

namespace jiedui::registry {

// The person, or the one that she was merged into. NOT_FOUND, DATA_LOSS.
absl::StatusOr<PersonRecord> FindPerson(const ServiceParts& parts, const std::string& name,
                                        const rpc::ReadContext& context);

void AddPersonReads(const ServiceParts& parts, rpc::Service& service);

}  // namespace jiedui::registry
