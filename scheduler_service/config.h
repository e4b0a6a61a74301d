// SPDX-License-Identifier: Apache-2.0
// What an operator may set. The flags are defined in config.cc, with JIEDUI_SCHEDULER_<FLAG> as their environment; the
// rest of the program sees the struct.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/ops/flags.h"
#include "common/ops/log.h"

namespace jiedui::scheduler {

struct Config {
  std::string listen = "127.0.0.1:50052";
  std::string data_dir = "var/scheduler";
  std::string registry = "127.0.0.1:50051";
  bool allow_remote_plaintext = false;
  int threads = 2;
  int reader_threads = 2;
  uint64_t free_bytes_min = 256ULL << 20;
  uint64_t cache_bytes = 256ULL << 20;
  absl::Duration drain_delay = absl::Milliseconds(500);
  absl::Duration drain_timeout = absl::Seconds(3);
  std::string log_level = "info";
};

// Name, summary, environment prefix and flags, for ops::ParseFlags.
ops::ProgramInfo Program();

// What the flags say, once they are parsed.
Config ConfigFromFlags();
// Whether --check_config is set: say what is configured, and end.
bool OnlyCheckConfig();

// One line for each mistake: which flag, what it is, what it may be. Empty = nothing wrong.
std::vector<std::string> Mistakes(const Config& config);

// Of a name that Mistakes() accepts.
ops::Level LogLevel(const Config& config);

// Whether only this machine can reach the address: 127.0.0.0/8, [::1], localhost.
bool IsLoopback(absl::string_view host);

}  // namespace jiedui::scheduler
