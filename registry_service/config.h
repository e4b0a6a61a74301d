// SPDX-License-Identifier: Apache-2.0
// What an operator may set: everything of ops::ServerConfig, and what only the registry has. Each flag has
// JIEDUI_REGISTRY_<FLAG> as its environment.
#pragma once

#include <string>
#include <vector>

#include "common/ops/flags.h"
#include "common/ops/server_config.h"

namespace jiedui::registry {

struct Config {
  ops::ServerConfig server;
  bool allow_synthetic_ids = false;
  std::string divisions_file;  // adds to the table of divisions that is shipped; empty = nothing
  int retention_days = 0;      // that a deleted person is kept
};

// Name, summary, environment prefix and flags, for ops::ParseFlags.
ops::ProgramInfo Program();

// What the flags say, once they are parsed.
Config ConfigFromFlags();

// One line for each mistake: which flag, what it is, what it may be. Empty = nothing wrong.
std::vector<std::string> Mistakes(const Config& config);

}  // namespace jiedui::registry
