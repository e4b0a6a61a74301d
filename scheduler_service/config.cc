// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/config.h"

#include <utility>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "scheduler_service/expense_rates_file.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:50052", "host:port to serve on; port 0 = any free one");
ABSL_FLAG(std::string, data_dir, "var/scheduler", "directory of the data; made if it does not exist");
ABSL_FLAG(std::string, registry, "127.0.0.1:50051", "host:port of the registry");
ABSL_FLAG(std::string, expense_rates_file, "",
          "CSV of rates of training money to add to the shipped table, or to put right in it, in the form of "
          "scheduler_service/domain/data/expense_rates.csv");

namespace jiedui::scheduler {

ops::ProgramInfo Program() {
  return {.name = "jiedui-scheduler",
          .summary = "Serves courses, postings and assignments of an East-West collaboration over gRPC.",
          .env_prefix = "JIEDUI_SCHEDULER_",
          .flags = ops::ServerFlags({"expense_rates_file", "registry"})};
}

Config ConfigFromFlags() {
  return {.server = ops::ServerConfigFromFlags(absl::GetFlag(FLAGS_listen), absl::GetFlag(FLAGS_data_dir)),
          .registry = absl::GetFlag(FLAGS_registry),
          .expense_rates_file = absl::GetFlag(FLAGS_expense_rates_file)};
}

std::vector<std::string> Mistakes(const Config& config) {
  std::vector<std::string> mistakes = ops::Mistakes(config.server);
  for (std::string& mistake : ops::MistakesOfPeer("registry", config.registry, config.server.allow_remote_plaintext))
    mistakes.push_back(std::move(mistake));
  const absl::Status rates = LoadExpenseRates(config.expense_rates_file).status();
  if (!rates.ok()) mistakes.push_back(absl::StrCat("--expense_rates_file=", rates.message()));
  return mistakes;
}

}  // namespace jiedui::scheduler
