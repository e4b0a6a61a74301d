// SPDX-License-Identifier: Apache-2.0
#include "registry_service/config.h"

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "registry_service/divisions_file.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:50051", "host:port to serve on; port 0 = any free one");
ABSL_FLAG(std::string, data_dir, "var/registry", "directory of the data; made if it does not exist");
ABSL_FLAG(bool, allow_synthetic_ids, false, "accept identity numbers of synthetic people (prefix 99)");
ABSL_FLAG(std::string, divisions_file, "",
          "CSV of administrative divisions to add to the shipped table, or to put right in it, in the form of "
          "registry_service/domain/data/divisions.csv");
ABSL_FLAG(
    int32_t, retention_days, 3650,
    "days that a deleted person is kept before everything about her is removed for good, 1 to 36500; records of "
    "training and exchange back published figures, so that they must outlast the audits of these. What the removed "
    "rows were stays in the change log for 7 days more");

namespace jiedui::registry {
namespace {

constexpr int kRetentionDaysMax = 36'500;

}  // namespace

ops::ProgramInfo Program() {
  return {.name = "jiedui-registry",
          .summary = "Serves people and organisations of an East-West collaboration over gRPC.",
          .env_prefix = "JIEDUI_REGISTRY_",
          .flags = ops::ServerFlags({"allow_synthetic_ids", "divisions_file", "retention_days"})};
}

Config ConfigFromFlags() {
  return {.server = ops::ServerConfigFromFlags(absl::GetFlag(FLAGS_listen), absl::GetFlag(FLAGS_data_dir)),
          .allow_synthetic_ids = absl::GetFlag(FLAGS_allow_synthetic_ids),
          .divisions_file = absl::GetFlag(FLAGS_divisions_file),
          .retention_days = absl::GetFlag(FLAGS_retention_days)};
}

std::vector<std::string> Mistakes(const Config& config) {
  std::vector<std::string> mistakes = ops::Mistakes(config.server);
  const absl::Status divisions = LoadDivisions(config.divisions_file).status();
  if (!divisions.ok()) mistakes.push_back(absl::StrCat("--divisions_file=", divisions.message()));
  if (config.retention_days < 1 || config.retention_days > kRetentionDaysMax)
    mistakes.push_back(absl::StrCat("--retention_days=", config.retention_days, ": want 1 to ", kRetentionDaysMax));
  return mistakes;
}

}  // namespace jiedui::registry
