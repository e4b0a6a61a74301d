// SPDX-License-Identifier: Apache-2.0
// jiedui-registry: what sets it apart from other servers of ours.
#include <memory>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/server_program.h"
#include "registry_service/config.h"
#include "registry_service/divisions_file.h"
#include "registry_service/registry.h"

namespace jiedui::registry {
namespace {

absl::StatusOr<std::unique_ptr<rpc::Application>> Open(store::Store& store, const Clock& clock) {
  const Config config = ConfigFromFlags();
  ASSIGN_OR_RETURN(Divisions divisions, LoadDivisions(config.divisions_file));
  return Registry::Open(store, clock,
                        {.allow_synthetic_ids = config.allow_synthetic_ids,
                         .divisions = std::move(divisions),
                         .retention = absl::Hours(24) * config.retention_days});
}

int Main(int argc, char** argv) {
  return rpc::RunServer(argc, argv,
                        {.info = Program(),
                         .service = kServiceName,
                         .error_domain = kErrorDomain,
                         .config = [] { return ConfigFromFlags().server; },
                         .mistakes = [] { return Mistakes(ConfigFromFlags()); },
                         .open = Open});
}

}  // namespace
}  // namespace jiedui::registry

int main(int argc, char** argv) { return jiedui::registry::Main(argc, argv); }
