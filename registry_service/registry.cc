// SPDX-License-Identifier: Apache-2.0
#include "registry_service/registry.h"

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "common/ops/log.h"
#include "registry_service/domain/pinyin.h"
#include "registry_service/rpc/admin_service.h"
#include "registry_service/rpc/change_service.h"
#include "registry_service/rpc/division_service.h"
#include "registry_service/rpc/organization_service.h"
#include "registry_service/rpc/person_service.h"
#include "registry_service/rpc/privacy_service.h"
#include "registry_service/store/index_version.h"
#include "registry_service/store/secret.h"

namespace jiedui::registry {
namespace {

void LogPurge(const absl::StatusOr<Purged>& purged) {
  if (!purged.ok()) {
    ops::Log(ops::Level::kWarning, "purge failed", {{"error", purged.status().ToString()}});
  } else if (purged->persons + purged->merges > 0) {
    ops::Log(ops::Level::kInfo, "purged",
             {{"persons", absl::StrCat(purged->persons)}, {"merges", absl::StrCat(purged->merges)}});
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<Registry>> Registry::Open(store::Store& store, const Clock& clock,
                                                         RegistryOptions options) {
  ASSIGN_OR_RETURN(std::string key, LoadBlindIndexKey(store));
  ASSIGN_OR_RETURN(const bool anew, PrepareIndexes(store, Tables(), IndexVersion()));
  if (anew) ops::Log(ops::Level::kInfo, "indexes made anew", {{"version", IndexVersion()}});
  LoadReadings();
  return absl::WrapUnique(new Registry(store, clock, std::move(key), std::move(options)));
}

Registry::Registry(store::Store& store, const Clock& clock, std::string blind_index_key, RegistryOptions options)
    : store_(store),
      clock_(clock),
      seal_(std::move(blind_index_key)),
      rules_{.seal = seal_, .allow_synthetic_ids = options.allow_synthetic_ids},
      divisions_(std::move(options.divisions)),
      retention_(options.retention),
      start_time_(clock.Now()),
      purge_(store_, tables_) {}

std::vector<rpc::Service> Registry::Services() {
  const ServiceParts parts{.store = store_,
                           .tables = tables_,
                           .rules = rules_,
                           .clock = clock_,
                           .divisions = divisions_,
                           .retention = retention_};
  std::vector<rpc::Service> services;
  services.push_back(NewPersonService(parts));
  services.push_back(NewOrganizationService(parts));
  services.push_back(NewDivisionService(parts));
  services.push_back(NewPrivacyService(parts));
  services.push_back(NewChangeService(store_, clock_));
  services.push_back(NewAdminService(start_time_));
  return services;
}

void Registry::Start() {
  purger_ = std::make_unique<Ticker>(
      [this] {
        LogPurge(purge_.Tick(clock_.Now()));
        return kPurgeInterval;
      },
      kPurgeInterval);
}

void Registry::Stop() { purger_.reset(); }

}  // namespace jiedui::registry
