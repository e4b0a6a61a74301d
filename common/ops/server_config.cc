// SPDX-License-Identifier: Apache-2.0
#include "common/ops/server_config.h"

#include <optional>
#include <utility>

#include "absl/flags/flag.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

ABSL_FLAG(bool, allow_remote_plaintext, false,
          "listen on, or follow a server on, other than loopback addresses although nothing is encrypted");
ABSL_FLAG(int32_t, threads, 2, "threads that serve calls, 1 to 64");
ABSL_FLAG(int32_t, reader_threads, 4, "threads that run reads which wait for the disk, 1 to 64");
ABSL_FLAG(uint64_t, free_bytes_min, 256ULL << 20, "writes are refused while the disk has less free bytes than this");
ABSL_FLAG(uint64_t, cache_bytes, 256ULL << 20, "memory for cached blocks and write buffers, at least 8 MiB");
ABSL_FLAG(absl::Duration, drain_delay, absl::Milliseconds(500),
          "on SIGTERM: time between reporting NOT_SERVING and refusing calls");
ABSL_FLAG(absl::Duration, drain_timeout, absl::Seconds(3), "on SIGTERM: time for calls in flight; then they are cut");
ABSL_FLAG(std::string, log_level, "info", "least important lines to log: info, warning or error");
ABSL_FLAG(bool, check_config, false, "print the configuration and end: with 0 if it is sound, with 2 if not");

namespace jiedui::ops {
namespace {

constexpr int kThreadsMax = 64;
constexpr uint64_t kCacheBytesMin = 8ULL << 20;
constexpr absl::Duration kDrainMax = absl::Minutes(10);

struct HostAndPort {
  std::string host;
  int port = 0;
};

// "host:port" or "[v6]:port"; nullopt if it is neither.
std::optional<HostAndPort> ParseAddress(absl::string_view text) {
  const size_t colon = text.rfind(':');
  if (colon == absl::string_view::npos || colon == 0) return std::nullopt;
  HostAndPort result{.host = std::string(text.substr(0, colon))};
  const bool bracketed = absl::StartsWith(result.host, "[") && absl::EndsWith(result.host, "]");
  if (!bracketed && absl::StrContains(result.host, ":")) return std::nullopt;
  if (!absl::SimpleAtoi(text.substr(colon + 1), &result.port)) return std::nullopt;
  if (result.port < 0 || result.port > 65535) return std::nullopt;
  return result;
}

void CheckListen(const ServerConfig& config, std::vector<std::string>& mistakes) {
  const std::optional<HostAndPort> address = ParseAddress(config.listen);
  if (!address.has_value()) {
    mistakes.push_back(
        absl::StrCat("--listen=", config.listen,
                     ": want host:port with a port from 0 to 65535, e.g. 127.0.0.1:50051 or [::1]:50051"));
  } else if (!IsLoopback(address->host) && !config.allow_remote_plaintext) {
    mistakes.push_back(
        absl::StrCat("--listen=", config.listen,
                     ": other machines could read everything, nothing is encrypted; listen on 127.0.0.1, "
                     "or accept it with --allow_remote_plaintext"));
  }
}

void CheckThreads(absl::string_view flag, int threads, std::vector<std::string>& mistakes) {
  if (threads >= 1 && threads <= kThreadsMax) return;
  mistakes.push_back(absl::StrCat("--", flag, "=", threads, ": want 1 to ", kThreadsMax));
}

void CheckDrain(absl::string_view flag, absl::Duration time, std::vector<std::string>& mistakes) {
  if (time >= absl::ZeroDuration() && time <= kDrainMax) return;
  mistakes.push_back(
      absl::StrCat("--", flag, "=", absl::FormatDuration(time), ": want 0 to ", absl::FormatDuration(kDrainMax)));
}

std::optional<Level> LevelOf(absl::string_view name) {
  if (name == "info") return Level::kInfo;
  if (name == "warning") return Level::kWarning;
  if (name == "error") return Level::kError;
  return std::nullopt;
}

}  // namespace

ServerConfig ServerConfigFromFlags(std::string listen, std::string data_dir) {
  return {.listen = std::move(listen),
          .data_dir = std::move(data_dir),
          .allow_remote_plaintext = absl::GetFlag(FLAGS_allow_remote_plaintext),
          .threads = absl::GetFlag(FLAGS_threads),
          .reader_threads = absl::GetFlag(FLAGS_reader_threads),
          .free_bytes_min = absl::GetFlag(FLAGS_free_bytes_min),
          .cache_bytes = absl::GetFlag(FLAGS_cache_bytes),
          .drain_delay = absl::GetFlag(FLAGS_drain_delay),
          .drain_timeout = absl::GetFlag(FLAGS_drain_timeout),
          .log_level = absl::GetFlag(FLAGS_log_level)};
}

std::vector<std::string> ServerFlags(const std::vector<std::string>& own) {
  std::vector<std::string> flags = {"listen", "data_dir"};
  flags.insert(flags.end(), own.begin(), own.end());
  for (const char* common : {"allow_remote_plaintext", "threads", "reader_threads", "free_bytes_min", "cache_bytes",
                             "drain_delay", "drain_timeout", "log_level", "check_config"})
    flags.emplace_back(common);
  return flags;
}

bool OnlyCheckConfig() { return absl::GetFlag(FLAGS_check_config); }

std::vector<std::string> Mistakes(const ServerConfig& config) {
  std::vector<std::string> mistakes;
  CheckListen(config, mistakes);
  if (config.data_dir.empty()) mistakes.push_back("--data_dir is empty: say where the data is to be kept");
  CheckThreads("threads", config.threads, mistakes);
  CheckThreads("reader_threads", config.reader_threads, mistakes);
  if (config.cache_bytes < kCacheBytesMin)
    mistakes.push_back(absl::StrCat("--cache_bytes=", config.cache_bytes, ": want at least ", kCacheBytesMin));
  CheckDrain("drain_delay", config.drain_delay, mistakes);
  CheckDrain("drain_timeout", config.drain_timeout, mistakes);
  if (!LevelOf(config.log_level).has_value())
    mistakes.push_back(absl::StrCat("--log_level=", config.log_level, ": want info, warning or error"));
  return mistakes;
}

std::vector<std::string> MistakesOfPeer(absl::string_view flag, absl::string_view address, bool allow_remote) {
  const std::optional<HostAndPort> peer = ParseAddress(address);
  if (!peer.has_value() || peer->port == 0)
    return {absl::StrCat("--", flag, "=", address,
                         ": want host:port with a port from 1 to 65535, e.g. 127.0.0.1:50051 or [::1]:50051")};
  if (IsLoopback(peer->host) || allow_remote) return {};
  return {absl::StrCat("--", flag, "=", address,
                       ": what it sends could be read on the way, nothing is encrypted; accept it with "
                       "--allow_remote_plaintext")};
}

Level LogLevel(const ServerConfig& config) { return LevelOf(config.log_level).value_or(Level::kInfo); }

bool IsLoopback(absl::string_view host) {
  if (host == "localhost" || host == "[::1]") return true;
  const std::vector<absl::string_view> parts = absl::StrSplit(host, '.');
  if (parts.size() != 4 || parts[0] != "127") return false;
  for (const absl::string_view part : parts) {
    int number = 0;
    if (!absl::SimpleAtoi(part, &number) || number < 0 || number > 255) return false;
  }
  return true;
}

}  // namespace jiedui::ops
