// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/host.h"

#include <string>

namespace jiedui::scheduler {

absl::Status HostUnknown(absl::string_view host) {
  return RulesFailed("ORGANIZATION_UNKNOWN", {{"HOST_UNKNOWN", std::string(host),
                                               "found no such organisation, required one that the registry knows"}});
}

std::vector<RuleViolation> CheckHost(const registry::v1::Organization& host) {
  if (!host.has_delete_time()) return {};
  return {{"HOST_DELETED", host.name(), "found a deleted organisation, required one that is not"}};
}

}  // namespace jiedui::scheduler
