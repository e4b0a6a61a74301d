// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/server_program.h"

#include <sys/stat.h>

#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/ops/log.h"
#include "common/ops/signals.h"
#include "common/rpc/address.h"
#include "common/rpc/server.h"
#include "common/store/change_log.h"
#include "common/store/rocks/rocks_store.h"
#include "common/store/trimmer.h"

namespace jiedui::rpc {
namespace {

constexpr int kExitMisconfigured = 2;
constexpr int kExitStorage = 3;
// Clocks that are set by a time server step by less.
constexpr absl::Duration kClockBehindMax = absl::Seconds(10);

void Say(const ServerProgram& program, absl::string_view text) {
  std::fputs(absl::StrCat(program.info.name, ": ", text, "\n").c_str(), stderr);
}

int Fail(const ServerProgram& program, int exit_code, absl::string_view problem) {
  Say(program, problem);
  return exit_code;
}

absl::StatusOr<std::unique_ptr<store::Store>> OpenStore(const ServerProgram& program, const ops::ServerConfig& config,
                                                        const Clock& clock) {
  std::error_code error;
  std::filesystem::create_directories(config.data_dir, error);
  if (error)
    return absl::PermissionDeniedError(absl::StrCat("cannot make the directory ", config.data_dir, ": ",
                                                    error.message(), "; give another one with --data_dir"));
  return store::OpenRocksStore({.directory = config.data_dir,
                                .service = program.service,
                                .clock = &clock,
                                .free_bytes_min = config.free_bytes_min,
                                .cache_bytes = config.cache_bytes});
}

ServerOptions OptionsOf(const ServerProgram& program, const ops::ServerConfig& config) {
  ServerOptions options;
  options.address = config.listen;
  options.error_domain = program.error_domain;
  options.threads = config.threads;
  options.reader_threads = config.reader_threads;
  options.drain_delay = config.drain_delay;
  options.drain_timeout = config.drain_timeout;
  return options;
}

void LogListening(const ops::ServerConfig& config, const store::StoreInfo& info, int port) {
  ops::Log(ops::Level::kInfo, "listening",
           {{"address", config.listen},
            {"port", absl::StrCat(port)},
            {"data_dir", config.data_dir},
            {"incarnation", info.incarnation},
            {"revision", absl::StrCat(info.revision)},
            {"version", ops::kVersion}});
}

// Time never goes back in a store: whatever a clock that was once set wrong has dated stays ahead of a right one.
void WarnIfClockIsBehind(const store::Store& store, const Clock& clock) {
  const auto last = store::LastCommitTime(*store.NewSnapshot(store::ReadTier::kDisk));
  const absl::Time now = clock.Now();
  if (!last.ok() || *last <= now + kClockBehindMax) return;
  ops::Log(
      ops::Level::kWarning,
      "the clock is behind the last commit; until it has passed that, commits are dated as the last one was, offers "
      "do not expire and nothing is trimmed",
      {{"now", absl::FormatTime(now, absl::UTCTimeZone())},
       {"last_commit", absl::FormatTime(*last, absl::UTCTimeZone())}});
}

void LogFailedTrim(const absl::Status& failure) {
  ops::Log(ops::Level::kWarning, "trim failed", {{"error", failure.ToString()}});
}

// Locals stand in the order in which they are made; the reverse is how they end.
int Serve(const ServerProgram& program, const ops::ServerConfig& config) {
  const SystemClock clock;
  // Before the store: a second server of the same address changes nothing on the disk.
  const absl::Status free = CheckFree(config.listen);
  if (!free.ok()) return Fail(program, kExitMisconfigured, free.message());
  const auto store = OpenStore(program, config, clock);
  if (!store.ok()) return Fail(program, kExitStorage, store.status().message());
  WarnIfClockIsBehind(**store, clock);
  const auto application = program.open(**store, clock);
  if (!application.ok()) return Fail(program, kExitStorage, application.status().message());
  const auto server = Server::Start(OptionsOf(program, config), (*application)->Services(), **store, clock);
  if (!server.ok()) return Fail(program, kExitMisconfigured, server.status().message());
  (*application)->Start();
  auto trimmer = std::make_unique<store::Trimmer>(**store, clock, LogFailedTrim);
  LogListening(config, (*store)->Info(), (*server)->port());
  ops::WaitForStopSignal();
  ops::Log(ops::Level::kInfo, "stopping");
  (*server)->Drain();
  (*application)->Stop();
  trimmer.reset();
  (*store)->Close();
  ops::Log(ops::Level::kInfo, "stopped");
  return 0;
}

int PrintConfig(const ServerProgram& program, const std::vector<std::string>& warnings) {
  for (const std::string& warning : warnings) Say(program, absl::StrCat("warning: ", warning));
  return std::fputs(ops::EffectiveConfig(program.info).c_str(), stdout) < 0 ? kExitMisconfigured : 0;
}

}  // namespace

int RunServer(int argc, char** argv, const ServerProgram& program) {
  // Debian's Abseil looks for lock-order inversions at every lock inside gRPC, which costs some percent of the
  // processor, and aborts on harmless ones. Tests run with it.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  // Whatever we create, the data directory first of all, is nobody else's to read.
  umask(S_IRWXG | S_IRWXO);
  ops::BlockStopSignals();
  const ops::ParsedFlags parsed = ops::ParseFlags(argc, argv, program.info);
  if (parsed.exit) return parsed.exit_code;
  for (const std::string& argument : parsed.arguments)
    return Fail(program, kExitMisconfigured, absl::StrCat("\"", argument, "\" is no flag; --help lists them"));
  const std::vector<std::string> mistakes = program.mistakes();
  for (const std::string& mistake : mistakes) Say(program, mistake);
  if (!mistakes.empty()) return kExitMisconfigured;
  if (ops::OnlyCheckConfig()) return PrintConfig(program, parsed.warnings);
  const ops::ServerConfig config = program.config();
  ops::InitLogging(ops::LogLevel(config));
  for (const std::string& warning : parsed.warnings) ops::Log(ops::Level::kWarning, warning);
  return Serve(program, config);
}

}  // namespace jiedui::rpc

// What jemalloc reads when it starts, where it is linked (docs/adr/0006): large pages for the write buffers and blocks,
// and memory that is given back is kept for a minute, because the next write buffer will want it. The environment's
// MALLOC_CONF goes before it.
extern "C" {
const char* malloc_conf = "thp:always,dirty_decay_ms:60000";
}
