// SPDX-License-Identifier: Apache-2.0
// jiedui-registry: the parts list. Locals stand in the order in which they are made; the reverse is how they end.
// Exit codes: 0 stopped as asked; 2 a mistake in the configuration, or the address cannot be had; 3 storage.
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "common/base/clock.h"
#include "common/ops/log.h"
#include "common/ops/signals.h"
#include "common/rpc/server.h"
#include "common/store/rocks/rocks_store.h"
#include "common/store/trimmer.h"
#include "registry_service/config.h"
#include "registry_service/registry.h"

namespace jiedui::registry {
namespace {

constexpr int kExitMisconfigured = 2;
constexpr int kExitStorage = 3;

int Fail(int exit_code, absl::string_view problem) {
  const std::string line = absl::StrCat("jiedui-registry: ", problem, "\n");
  std::fputs(line.c_str(), stderr);
  return exit_code;
}

absl::StatusOr<std::unique_ptr<store::Store>> OpenStore(const ops::ServerConfig& config, const Clock& clock) {
  std::error_code error;
  std::filesystem::create_directories(config.data_dir, error);
  if (error)
    return absl::PermissionDeniedError(absl::StrCat("cannot make the directory ", config.data_dir, ": ",
                                                    error.message(), "; give another one with --data_dir"));
  return store::OpenRocksStore({.directory = config.data_dir,
                                .service = kServiceName,
                                .clock = &clock,
                                .free_bytes_min = config.free_bytes_min,
                                .cache_bytes = config.cache_bytes});
}

rpc::ServerOptions ServerOptionsOf(const ops::ServerConfig& config) {
  rpc::ServerOptions options;
  options.address = config.listen;
  options.error_domain = kErrorDomain;
  options.threads = config.threads;
  options.reader_threads = config.reader_threads;
  options.drain_delay = config.drain_delay;
  options.drain_timeout = config.drain_timeout;
  return options;
}

void LogListening(const Config& config, const store::StoreInfo& info, int port) {
  ops::Log(ops::Level::kInfo, "listening",
           {{"address", config.server.listen},
            {"port", absl::StrCat(port)},
            {"data_dir", config.server.data_dir},
            {"incarnation", info.incarnation},
            {"revision", absl::StrCat(info.revision)},
            {"version", ops::kVersion}});
}

int Serve(const Config& config) {
  const SystemClock clock;
  const auto store = OpenStore(config.server, clock);
  if (!store.ok()) return Fail(kExitStorage, store.status().message());
  const auto registry = Registry::Open(**store, clock, config.allow_synthetic_ids);
  if (!registry.ok()) return Fail(kExitStorage, registry.status().message());
  const auto server = rpc::Server::Start(ServerOptionsOf(config.server), (*registry)->Services(), **store, clock);
  if (!server.ok()) return Fail(kExitMisconfigured, server.status().message());
  auto trimmer = std::make_unique<store::Trimmer>(**store, clock, [](const absl::Status& failure) {
    ops::Log(ops::Level::kWarning, "trim failed", {{"error", failure.ToString()}});
  });
  LogListening(config, (*store)->Info(), (*server)->port());
  ops::WaitForStopSignal();
  ops::Log(ops::Level::kInfo, "stopping");
  (*server)->Drain();
  trimmer.reset();
  (*store)->Close();
  ops::Log(ops::Level::kInfo, "stopped");
  return 0;
}

int Main(int argc, char** argv) {
  ops::BlockStopSignals();
  const ops::ProgramInfo program = Program();
  const ops::ParsedFlags parsed = ops::ParseFlags(argc, argv, program);
  if (parsed.exit) return parsed.exit_code;
  for (const std::string& argument : parsed.arguments)
    return Fail(kExitMisconfigured, absl::StrCat("\"", argument, "\" is no flag; --help lists them"));
  const Config config = ConfigFromFlags();
  const std::vector<std::string> mistakes = Mistakes(config);
  for (const std::string& mistake : mistakes) Fail(kExitMisconfigured, mistake);
  if (!mistakes.empty()) return kExitMisconfigured;
  if (ops::OnlyCheckConfig())
    return std::fputs(ops::EffectiveConfig(program).c_str(), stdout) < 0 ? kExitMisconfigured : 0;
  ops::InitLogging(ops::LogLevel(config.server));
  return Serve(config);
}

}  // namespace
}  // namespace jiedui::registry

int main(int argc, char** argv) {
  // Debian's Abseil aborts on a lock-order inversion by default, even a harmless one inside gRPC.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kReport);
  return jiedui::registry::Main(argc, argv);
}
