// SPDX-License-Identifier: Apache-2.0
// jiedui-registry: what sets it apart from other servers of ours.
#include "common/rpc/server_program.h"
#include "registry_service/config.h"
#include "registry_service/registry.h"

namespace jiedui::registry {
namespace {

int Main(int argc, char** argv) {
  return rpc::RunServer(
      argc, argv,
      {.info = Program(),
       .service = kServiceName,
       .error_domain = kErrorDomain,
       .config = [] { return ConfigFromFlags().server; },
       .mistakes = [] { return Mistakes(ConfigFromFlags()); },
       .open = [](store::Store& store,
                  const Clock& clock) { return Registry::Open(store, clock, ConfigFromFlags().allow_synthetic_ids); }});
}

}  // namespace
}  // namespace jiedui::registry

int main(int argc, char** argv) { return jiedui::registry::Main(argc, argv); }
