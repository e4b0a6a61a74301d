// SPDX-License-Identifier: Apache-2.0
// Where flags are written: the command line and flag files, read into settings that are not yet applied, so that the
// order of strength does not depend on the order of writing. Only the named flags are known.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace jiedui::ops {

inline constexpr size_t kFlagFileBytesMax = 64 * 1024;

struct FlagSetting {
  std::string name;
  std::string value;
  std::string source;  // "registry.flags:3", "JIEDUI_REGISTRY_LISTEN"; empty = the command line
};

struct CommandLine {
  bool help = false;
  bool version = false;
  std::vector<std::string> flag_files;
  std::vector<FlagSetting> settings;
  std::vector<std::string> arguments;
};

// "; did you mean --listen?" for what is nearly a known flag, else nothing.
std::string SuggestionFor(absl::string_view name, const std::vector<std::string>& known);

// INVALID_ARGUMENT, in one line: an unknown flag (with the nearest known one), or a flag without its value.
absl::StatusOr<CommandLine> ReadCommandLine(const std::vector<std::string>& arguments,
                                            const std::vector<std::string>& known);

// INVALID_ARGUMENT, in one line that names the file and the line.
absl::StatusOr<std::vector<FlagSetting>> ReadFlagFile(const std::string& path, const std::vector<std::string>& known);

}  // namespace jiedui::ops
