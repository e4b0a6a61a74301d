// SPDX-License-Identifier: Apache-2.0
#include "common/ops/flags.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/flags/reflection.h"
#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/ops/flag_source.h"

namespace jiedui::ops {
namespace {

constexpr int kExitMistake = 2;
constexpr int kEchoedCodePointsMax = 60;

std::string EnvironmentName(const ProgramInfo& program, absl::string_view flag) {
  return absl::StrCat(program.env_prefix, absl::AsciiStrToUpper(flag));
}

std::string HelpText(const ProgramInfo& program) {
  std::string text = absl::StrCat(program.name, ": ", program.summary, "\n\nUsage: ", program.name, " [flags]\n\n");
  for (const std::string& name : program.flags) {
    const absl::CommandLineFlag* flag = absl::FindCommandLineFlag(name);
    if (flag == nullptr) continue;
    absl::StrAppend(&text, "  --", name, "=", flag->DefaultValue(), "\n      ", flag->Help(), "\n");
    if (!program.env_prefix.empty())
      absl::StrAppend(&text, "      Environment: ", EnvironmentName(program, name), "\n");
  }
  absl::StrAppend(&text, "  --flagfile=FILE\n      Reads flags from a file, one a line; # begins a comment.\n",
                  "  --help\n      Prints this.\n  --version\n      Prints the version.\n\n",
                  "The stronger wins: command line, environment, flag file, default.\n");
  return text;
}

std::vector<FlagSetting> SettingsFromEnvironment(const ProgramInfo& program) {
  std::vector<FlagSetting> settings;
  if (program.env_prefix.empty()) return settings;
  for (const std::string& name : program.flags) {
    const std::string variable = EnvironmentName(program, name);
    const char* value = std::getenv(variable.c_str());  // NOLINT(concurrency-mt-unsafe): before any thread is started
    if (value != nullptr) settings.push_back({.name = name, .value = value, .source = variable});
  }
  return settings;
}

std::vector<std::string> VariablesThatSetNothing(const ProgramInfo& program) {
  std::vector<std::string> warnings;
  if (program.env_prefix.empty()) return warnings;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const absl::string_view variable(*entry, std::strcspn(*entry, "="));
    const auto is_set = [&](const std::string& flag) { return EnvironmentName(program, flag) == variable; };
    if (!absl::StartsWith(variable, program.env_prefix) || absl::c_any_of(program.flags, is_set)) continue;
    const std::string name = absl::AsciiStrToLower(variable.substr(program.env_prefix.size()));
    warnings.push_back(absl::StrCat("the environment's ", Excerpt(variable, kEchoedCodePointsMax), " sets no flag",
                                    SuggestionFor(name, program.flags), "; see --help"));
  }
  return warnings;
}

absl::Status Apply(const FlagSetting& setting) {
  std::string error;
  if (absl::FindCommandLineFlag(setting.name)->ParseFrom(setting.value, &error)) return absl::OkStatus();
  // Abseil's text repeats flag and value; after a semicolon the flag's own parser may say more.
  const size_t semicolon = error.find("; ");
  const std::string more = semicolon == std::string::npos ? "" : absl::StrCat(": ", error.substr(semicolon + 2));
  const std::string where = setting.source.empty() ? "" : absl::StrCat(" (", setting.source, ")");
  return absl::InvalidArgumentError(absl::StrCat("bad value \"", Excerpt(setting.value, kEchoedCodePointsMax),
                                                 "\" for --", setting.name, more, where));
}

absl::Status ApplyAll(const std::vector<FlagSetting>& settings) {
  for (const FlagSetting& setting : settings) RETURN_IF_ERROR(Apply(setting));
  return absl::OkStatus();
}

// From the weakest to the strongest.
absl::Status ApplyLayers(const CommandLine& line, const ProgramInfo& program) {
  for (const std::string& file : line.flag_files) {
    ASSIGN_OR_RETURN(const std::vector<FlagSetting> settings, ReadFlagFile(file, program.flags));
    RETURN_IF_ERROR(ApplyAll(settings));
  }
  RETURN_IF_ERROR(ApplyAll(SettingsFromEnvironment(program)));
  return ApplyAll(line.settings);
}

ParsedFlags Mistake(const ProgramInfo& program, const absl::Status& status) {
  std::fputs(absl::StrCat(program.name, ": ", status.message(), "\n").c_str(), stderr);
  return {.exit = true, .exit_code = kExitMistake};
}

ParsedFlags Answer(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);
  return {.exit = true, .exit_code = 0};
}

}  // namespace

ParsedFlags ParseFlags(int argc, char** argv, const ProgramInfo& program) {
  std::vector<std::string> arguments;
  for (int i = 1; i < argc; ++i) arguments.emplace_back(argv[i]);
  absl::StatusOr<CommandLine> line = ReadCommandLine(arguments, program.flags);
  if (!line.ok()) return Mistake(program, line.status());
  if (line->help) return Answer(HelpText(program));
  if (line->version) return Answer(absl::StrCat(program.name, " ", kVersion, "\n"));
  if (const absl::Status status = ApplyLayers(*line, program); !status.ok()) return Mistake(program, status);
  return {.arguments = std::move(line->arguments), .warnings = VariablesThatSetNothing(program)};
}

std::string EffectiveConfig(const ProgramInfo& program) {
  std::string text;
  for (const std::string& name : program.flags) {
    const absl::CommandLineFlag* flag = absl::FindCommandLineFlag(name);
    if (flag != nullptr) absl::StrAppend(&text, name, "=", flag->CurrentValue(), "\n");
  }
  return text;
}

}  // namespace jiedui::ops
