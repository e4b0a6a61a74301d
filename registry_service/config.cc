// SPDX-License-Identifier: Apache-2.0
#include "registry_service/config.h"

#include "absl/flags/flag.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:50051", "host:port to serve on; port 0 = any free one");
ABSL_FLAG(std::string, data_dir, "var/registry", "directory of the data; made if it does not exist");
ABSL_FLAG(bool, allow_synthetic_ids, false, "accept identity numbers of synthetic people (prefix 99)");

namespace jiedui::registry {

ops::ProgramInfo Program() {
  return {.name = "jiedui-registry",
          .summary = "Serves people and organisations of an East-West collaboration over gRPC.",
          .env_prefix = "JIEDUI_REGISTRY_",
          .flags = ops::ServerFlags({"allow_synthetic_ids"})};
}

Config ConfigFromFlags() {
  return {.server = ops::ServerConfigFromFlags(absl::GetFlag(FLAGS_listen), absl::GetFlag(FLAGS_data_dir)),
          .allow_synthetic_ids = absl::GetFlag(FLAGS_allow_synthetic_ids)};
}

std::vector<std::string> Mistakes(const Config& config) { return ops::Mistakes(config.server); }

}  // namespace jiedui::registry
