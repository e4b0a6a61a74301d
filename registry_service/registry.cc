// SPDX-License-Identifier: Apache-2.0
#include "registry_service/registry.h"

#include "absl/memory/memory.h"
#include "common/base/status_macros.h"
#include "registry_service/rpc/admin_service.h"
#include "registry_service/rpc/change_service.h"
#include "registry_service/rpc/organization_service.h"
#include "registry_service/rpc/person_service.h"
#include "registry_service/store/secret.h"

namespace jiedui::registry {

absl::StatusOr<std::unique_ptr<Registry>> Registry::Open(store::Store& store, const Clock& clock,
                                                         bool allow_synthetic_ids) {
  ASSIGN_OR_RETURN(std::string key, LoadBlindIndexKey(store));
  return absl::WrapUnique(new Registry(store, clock, std::move(key), allow_synthetic_ids));
}

Registry::Registry(store::Store& store, const Clock& clock, std::string blind_index_key, bool allow_synthetic_ids)
    : store_(store),
      clock_(clock),
      seal_(std::move(blind_index_key)),
      rules_{.seal = seal_, .allow_synthetic_ids = allow_synthetic_ids},
      start_time_(clock.Now()) {}

std::vector<rpc::Service> Registry::Services() {
  const ServiceParts parts{.tables = tables_, .rules = rules_, .clock = clock_};
  std::vector<rpc::Service> services;
  services.push_back(NewPersonService(parts));
  services.push_back(NewOrganizationService(parts));
  services.push_back(NewChangeService(store_, clock_));
  services.push_back(NewAdminService(start_time_));
  return services;
}

}  // namespace jiedui::registry
