// SPDX-License-Identifier: Apache-2.0
// What is asked of the organisation that hosts people, or asks for them. Pure, any thread.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/base/errors.h"
#include "jiedui/registry/v1/organization.pb.h"

namespace jiedui::scheduler {

// FAILED_PRECONDITION with reason ORGANIZATION_UNKNOWN: HOST_UNKNOWN. A reason of its own: the registry may know a host
// that the directory has not heard of yet.
absl::Status HostUnknown(absl::string_view host);

// HOST_DELETED, if it is.
std::vector<RuleViolation> CheckHost(const registry::v1::Organization& host);

}  // namespace jiedui::scheduler
