// SPDX-License-Identifier: Apache-2.0
// What an operator may set: everything of ops::ServerConfig, and what only the scheduler has. Each flag has
// JIEDUI_SCHEDULER_<FLAG> as its environment.
#pragma once

#include <string>
#include <vector>

#include "common/ops/flags.h"
#include "common/ops/server_config.h"

namespace jiedui::scheduler {

struct Config {
  ops::ServerConfig server;
  std::string registry;
  std::string expense_rates_file;  // adds to the table of rates that is shipped; empty = nothing
};

// Name, summary, environment prefix and flags, for ops::ParseFlags.
ops::ProgramInfo Program();

// What the flags say, once they are parsed.
Config ConfigFromFlags();

// One line for each mistake: which flag, what it is, what it may be. Empty = nothing wrong.
std::vector<std::string> Mistakes(const Config& config);

}  // namespace jiedui::scheduler
