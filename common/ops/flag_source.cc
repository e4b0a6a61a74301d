// SPDX-License-Identifier: Apache-2.0
#include "common/ops/flag_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <numeric>
#include <optional>
#include <utility>

#include "absl/flags/reflection.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"

namespace jiedui::ops {
namespace {

constexpr int kEchoedCodePointsMax = 60;
constexpr size_t kTyposForgiven = 2;

// Levenshtein's distance: how many letters to insert, remove or change.
size_t Distance(absl::string_view a, absl::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i + 1);
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, diagonal + 1, changed});
    }
  }
  return row.back();
}

bool IsKnown(absl::string_view name, const std::vector<std::string>& known) {
  return std::find(known.begin(), known.end(), name) != known.end() && absl::FindCommandLineFlag(name) != nullptr;
}

bool IsBool(absl::string_view name) { return absl::FindCommandLineFlag(name)->IsOfType<bool>(); }

// "--name=value", "--name": what is written; `value` is absent without '='. Hyphens in names are as good as
// underscores.
struct WrittenFlag {
  std::string name;
  std::optional<std::string> value;
};

WrittenFlag Dissect(absl::string_view text) {
  absl::ConsumePrefix(&text, "--");
  const size_t equals = text.find('=');
  WrittenFlag flag{.name = absl::StrReplaceAll(text.substr(0, equals), {{"-", "_"}})};
  if (equals != absl::string_view::npos) flag.value = std::string(text.substr(equals + 1));
  return flag;
}

absl::Status UnknownFlag(absl::string_view name, const std::vector<std::string>& known) {
  return absl::InvalidArgumentError(
      absl::StrCat("unknown flag --", Excerpt(name, kEchoedCodePointsMax), SuggestionFor(name, known), "; see --help"));
}

// The setting that a flag means. Without a value it must be a bool, or `next` is the value and is taken.
absl::StatusOr<FlagSetting> SettingOf(WrittenFlag flag, const std::vector<std::string>& known,
                                      std::optional<std::string>& next) {
  if (IsKnown(flag.name, known)) {
    if (flag.value.has_value()) return FlagSetting{.name = flag.name, .value = *flag.value};
    if (IsBool(flag.name)) return FlagSetting{.name = flag.name, .value = "true"};
    if (!next.has_value() || absl::StartsWith(*next, "--"))
      return absl::InvalidArgumentError(absl::StrCat("--", flag.name, " needs a value; see --help"));
    return FlagSetting{.name = flag.name, .value = *std::exchange(next, std::nullopt)};
  }
  absl::string_view positive = flag.name;
  if (absl::ConsumePrefix(&positive, "no") && !flag.value.has_value() && IsKnown(positive, known) && IsBool(positive))
    return FlagSetting{.name = std::string(positive), .value = "false"};
  return UnknownFlag(flag.name, known);
}

class CommandLineReader {
 public:
  CommandLineReader(const std::vector<std::string>& arguments, const std::vector<std::string>& known)
      : arguments_(arguments), known_(known) {}

  absl::StatusOr<CommandLine> Run() && {
    while (next_ < arguments_.size()) {
      const std::string& argument = arguments_[next_++];
      if (argument == "--") break;
      RETURN_IF_ERROR(Take(argument));
    }
    line_.arguments.insert(line_.arguments.end(), arguments_.begin() + static_cast<ptrdiff_t>(next_), arguments_.end());
    return std::move(line_);
  }

 private:
  absl::Status Take(const std::string& argument) {
    if (argument == "--help" || argument == "-h") {
      line_.help = true;
    } else if (argument == "--version") {
      line_.version = true;
    } else if (absl::StartsWith(argument, "--")) {
      return TakeFlag(Dissect(argument));
    } else if (argument.size() > 1 && argument.front() == '-') {
      return absl::InvalidArgumentError(
          absl::StrCat("unknown flag ", Excerpt(argument, kEchoedCodePointsMax), "; flags begin with --; see --help"));
    } else {
      line_.arguments.push_back(argument);
    }
    return absl::OkStatus();
  }

  absl::Status TakeFlag(WrittenFlag flag) {
    std::optional<std::string> next;
    if (next_ < arguments_.size()) next = arguments_[next_];
    const bool had_next = next.has_value();
    if (flag.name == "flagfile") {
      if (!flag.value.has_value()) flag.value = std::exchange(next, std::nullopt);
      if (!flag.value.has_value() || flag.value->empty())
        return absl::InvalidArgumentError("--flagfile needs a file; see --help");
      line_.flag_files.push_back(*flag.value);
    } else {
      ASSIGN_OR_RETURN(line_.settings.emplace_back(), SettingOf(std::move(flag), known_, next));
    }
    if (had_next && !next.has_value()) ++next_;
    return absl::OkStatus();
  }

  const std::vector<std::string>& arguments_;
  const std::vector<std::string>& known_;
  size_t next_ = 0;
  CommandLine line_;
};

absl::StatusOr<std::string> ReadBounded(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kFlagFileBytesMax + 1, '\0');
  if (!file.read(text.data(), static_cast<std::streamsize>(text.size())) && !file.eof()) {
    return absl::InvalidArgumentError(absl::StrCat("cannot read the flag file ", path, ": ", std::strerror(errno)));
  }
  text.resize(static_cast<size_t>(file.gcount()));
  if (text.size() > kFlagFileBytesMax)
    return absl::InvalidArgumentError(
        absl::StrCat("the flag file ", path, " has more than ", kFlagFileBytesMax, " bytes"));
  return text;
}

}  // namespace

std::string SuggestionFor(absl::string_view name, const std::vector<std::string>& known) {
  if (name.size() > size_t{kEchoedCodePointsMax} || known.empty()) return "";
  const auto nearest = std::min_element(known.begin(), known.end(), [name](const auto& a, const auto& b) {
    return Distance(name, a) < Distance(name, b);
  });
  return Distance(name, *nearest) <= kTyposForgiven ? absl::StrCat("; did you mean --", *nearest, "?") : "";
}

absl::StatusOr<CommandLine> ReadCommandLine(const std::vector<std::string>& arguments,
                                            const std::vector<std::string>& known) {
  return CommandLineReader(arguments, known).Run();
}

absl::StatusOr<std::vector<FlagSetting>> ReadFlagFile(const std::string& path, const std::vector<std::string>& known) {
  ASSIGN_OR_RETURN(const std::string text, ReadBounded(path));
  std::vector<FlagSetting> settings;
  int number = 0;
  for (const absl::string_view raw : absl::StrSplit(text, '\n')) {
    ++number;
    const absl::string_view line = absl::StripAsciiWhitespace(raw);
    if (line.empty() || line.front() == '#') continue;
    const std::string source = absl::StrCat(path, ":", number);
    if (!absl::StartsWith(line, "--"))
      return absl::InvalidArgumentError(absl::StrCat(source, ": a line must be like --name=value"));
    std::optional<std::string> no_next;
    absl::StatusOr<FlagSetting> setting = SettingOf(Dissect(line), known, no_next);
    if (!setting.ok()) return absl::InvalidArgumentError(absl::StrCat(source, ": ", setting.status().message()));
    setting->source = source;
    settings.push_back(*std::move(setting));
  }
  return settings;
}

}  // namespace jiedui::ops
