// SPDX-License-Identifier: Apache-2.0
// Configuration: absl flags, set from (weakest first) their defaults, a flag file, the environment, the command line.
// Own code only around absl's reflection, because absl::ParseCommandLine exits with 1 and prints every library's flags.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace jiedui::ops {

struct ProgramInfo {
  std::string name;                // "jiedui-registry"
  std::string summary;             // one sentence for --help
  std::string env_prefix;          // "JIEDUI_REGISTRY_": JIEDUI_REGISTRY_LISTEN sets --listen; empty = no environment
  std::vector<std::string> flags;  // the program's own flags, in the order of --help
};

// What to do after parsing: go on, or end with this exit code (--help, --version: 0; a mistake: 2, already printed).
struct ParsedFlags {
  bool exit = false;
  int exit_code = 0;
  std::vector<std::string> arguments;  // what is no flag
  // Variables of the program's prefix that set no flag, a line each. No mistake: of a service that is called like the
  // program Kubernetes makes such variables as well.
  std::vector<std::string> warnings;
};

// Understands --flag=value, --flag value, --bool, --nobool, --flagfile=FILE (one flag a line, # comments), "--".
// An unknown flag or a bad value prints one line that names it (and the file and line), and ends with 2.
ParsedFlags ParseFlags(int argc, char** argv, const ProgramInfo& program);

// "name=value" lines of the program's flags: for --check-config and the start log. Flags hold no secrets, only paths.
std::string EffectiveConfig(const ProgramInfo& program);

extern const char kVersion[];

}  // namespace jiedui::ops
