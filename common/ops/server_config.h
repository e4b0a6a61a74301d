// SPDX-License-Identifier: Apache-2.0
// What an operator may set on any server of ours. The flags are defined in server_config.cc, but for --listen and
// --data_dir, whose defaults are each program's own; the rest of a program sees the struct.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/ops/log.h"

namespace jiedui::ops {

struct ServerConfig {
  std::string listen;
  std::string data_dir;
  bool allow_remote_plaintext = false;
  int threads = 2;
  int reader_threads = 2;
  uint64_t free_bytes_min = 256ULL << 20;
  uint64_t cache_bytes = 256ULL << 20;
  absl::Duration drain_delay = absl::Milliseconds(500);
  absl::Duration drain_timeout = absl::Seconds(3);
  std::string log_level = "info";
};

// The flags, once they are parsed; `listen` and `data_dir` are the program's.
ServerConfig ServerConfigFromFlags(std::string listen, std::string data_dir);
// Names of the flags in the order of --help: --listen, --data_dir, the program's `own`, the common ones.
std::vector<std::string> ServerFlags(const std::vector<std::string>& own);
// Whether --check_config is set: say what is configured, and end.
bool OnlyCheckConfig();

// One line for each mistake: which flag, what it is, what it may be. Empty = nothing wrong.
std::vector<std::string> Mistakes(const ServerConfig& config);
// The mistake, if any, of a flag that names another server: "host:port" with a port from 1.
std::vector<std::string> MistakesOfPeer(absl::string_view flag, absl::string_view address, bool allow_remote);

// Of a name that Mistakes() accepts.
Level LogLevel(const ServerConfig& config);

// Whether only this machine can reach the host: 127.0.0.0/8, [::1], localhost.
bool IsLoopback(absl::string_view host);

}  // namespace jiedui::ops
