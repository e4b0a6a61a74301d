// SPDX-License-Identifier: Apache-2.0
// jiedui-roster: loads the roster that a township sends. Exit codes: 0 all rows are loaded; 1 some were refused;
// 2 misused, or the file or the registry failed.
#include <unistd.h>

#include <cstdio>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/clock.h"
#include "common/base/status_macros.h"
#include "common/ops/flags.h"
#include "common/rpc/address.h"
#include "common/rpc/channel.h"
#include "registry_service/tools/error_output.h"
#include "registry_service/tools/progress.h"
#include "registry_service/tools/registry_client.h"
#include "registry_service/tools/roster_columns.h"
#include "registry_service/tools/roster_file.h"
#include "registry_service/tools/roster_loader.h"
#include "registry_service/tools/roster_words.h"

ABSL_FLAG(std::string, registry, "127.0.0.1:50051", "host:port of the registry");
ABSL_FLAG(bool, dry_run, false, "Say what would happen to every row, and change nothing");
ABSL_FLAG(std::string, errors, "",
          "CSV file to write the refused rows to, each with its findings: correct them there and load that file; "
          "replaced if it exists");
ABSL_FLAG(bool, with_warnings, false, "Write rows that are loaded with a warning to --errors too");
ABSL_FLAG(std::vector<std::string>, map, {},
          "What unusual headers say, e.g. --map 证件=id_number,备注=ignore; a field that does not exist makes it list "
          "all of them");
ABSL_FLAG(std::string, default_organization, "",
          "Organisation of new persons whose row has a blank or unknown one: organizations/ID, or its name; those who "
          "are registered keep theirs");
ABSL_FLAG(std::string, default_category, "", "Category of rows that do not say, e.g. 基层医生");

namespace jiedui::registry {
namespace {

const char kSummary[] =
    "loads a roster, one person a row, into the registry.\n\n"
    "  jiedui-roster --dry_run --errors errors.csv FILE.csv\n\n"
    "FILE.csv is what a spreadsheet saves: CSV in UTF-8 or GB18030, or \"Unicode text\". Its headers may stand in any\n"
    "order; 姓名 and 身份证号 must be among them. Rows that are refused leave the others alone. Of a person whose "
    "identity\n"
    "number is registered, a row changes what it says and clears nothing; loading a file twice is loading it once. "
    "Nor\n"
    "does it end what the registry has: whoever has another employer still, or a licence with a last day that the row\n"
    "does not have, is warned of (OTHER_EMPLOYER, LICENCE_END_STAYS), to be put right by UpdatePerson.\n\n"
    "Exit codes: 0 all rows are loaded; 1 some were refused; 2 the flags, the file or the registry failed.";

constexpr int kExitRefused = 1;
constexpr int kExitFailed = 2;

void Say(absl::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

int Complain(absl::string_view message) {
  std::fputs(absl::StrCat("jiedui-roster: ", message, "\n").c_str(), stderr);
  return kExitFailed;
}

absl::Status ApplyDefaults(RosterRules& rules) {
  if (const std::string words = absl::GetFlag(FLAGS_default_organization); !words.empty()) {
    const std::set<std::string>& found = rules.organizations.Find(words);
    if (found.size() != 1)
      return absl::InvalidArgumentError(
          absl::StrCat("--default_organization: the registry knows ", found.size(), " organisations of that name"));
    rules.default_organization = *found.begin();
  }
  if (const std::string words = absl::GetFlag(FLAGS_default_category); !words.empty()) {
    const auto category = CategoryFromWords(words);
    if (!category.has_value()) return absl::InvalidArgumentError("--default_category: there is no such category");
    rules.default_category = *category;
  } else if (!rules.columns.Has(RosterField::kCategory)) {
    return absl::InvalidArgumentError("the roster has no column 人员类别: say --default_category, e.g. 基层医生");
  }
  return absl::OkStatus();
}

// A line that replaces itself, on a terminal only.
class ProgressLine {
 public:
  ProgressLine(int64_t total, const Clock& clock) : progress_(total, clock) {}
  ~ProgressLine() {
    if (shown_) std::fputs("\n", stderr);
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void Show(int64_t done) {
    if (!is_terminal_) return;
    const std::optional<std::string> text = progress_.Update(done);
    if (!text.has_value()) return;
    shown_ = true;
    std::fputs(absl::StrCat("\r", *text, "\x1B[K").c_str(), stderr);
  }

 private:
  Progress progress_;
  const bool is_terminal_ = isatty(STDERR_FILENO) == 1;
  bool shown_ = false;
};

void WarnOfUnknownColumns(const RosterColumns& columns) {
  if (columns.unknown().empty()) return;
  Complain(absl::StrCat("warning: these columns are not loaded: ", absl::StrJoin(columns.unknown(), ", ")));
}

// Loads the rows below the headers. What was done before an error is told too.
absl::StatusOr<RosterTally> LoadRows(const RosterFile& file, CsvReader& reader, const RosterRules& rules,
                                     RegistryClient& client, ErrorOutput* errors) {
  const SystemClock clock;
  ProgressLine line(file.rows(), clock);
  LoaderOutlets outlets{.open_stream = [&client] { return client.OpenImport(); },
                        .read_persons = [&client](const auto& names) { return client.ReadPersons(names); },
                        .show_progress = [&line](int64_t rows) { line.Show(rows + 1); }};
  if (errors != nullptr) outlets.write_error_file = [errors](absl::string_view text) { return errors->Write(text); };
  RosterLoader loader(
      rules, {.dry_run = absl::GetFlag(FLAGS_dry_run), .with_warnings = absl::GetFlag(FLAGS_with_warnings)}, outlets);
  absl::Status loaded = loader.Load(reader);
  if (errors != nullptr) loaded.Update(errors->Close());
  if (!loaded.ok() && loader.tally().rows() > 0) Say(loader.tally().ToText());
  RETURN_IF_ERROR(loaded);
  return loader.tally();
}

absl::StatusOr<RosterTally> Load(const std::string& path) {
  const std::string address = absl::GetFlag(FLAGS_registry);
  if (const absl::Status status = rpc::CheckAddress(address); !status.ok())
    return absl::InvalidArgumentError(absl::StrCat("--registry: ", status.message()));
  ASSIGN_OR_RETURN(const HeaderMap map, ParseHeaderMap(absl::GetFlag(FLAGS_map)));
  ASSIGN_OR_RETURN(const RosterFile file, RosterFile::Open(path));
  const std::unique_ptr<CsvReader> reader = file.NewReader();
  RosterRules rules;
  ASSIGN_OR_RETURN(rules.columns, ReadHeader(*reader, map));
  WarnOfUnknownColumns(rules.columns);
  RegistryClient client(rpc::NewChannel(address));
  absl::StatusOr<OrganizationNames> organizations = client.FetchOrganizations();
  if (!organizations.ok())
    return absl::Status(organizations.status().code(),
                        absl::StrCat("the registry at ", address, ": ", organizations.status().message()));
  rules.organizations = *std::move(organizations);
  RETURN_IF_ERROR(ApplyDefaults(rules));
  const std::string errors_path = absl::GetFlag(FLAGS_errors);
  ErrorOutput errors;
  if (!errors_path.empty()) RETURN_IF_ERROR(errors.Open(errors_path, path));
  return LoadRows(file, *reader, rules, client, errors_path.empty() ? nullptr : &errors);
}

int Run(const std::string& path) {
  const absl::StatusOr<RosterTally> tally = Load(path);
  if (!tally.ok()) return Complain(tally.status().message());
  if (absl::GetFlag(FLAGS_dry_run)) Say("试运行, 没有写入\n");
  Say(tally->ToText());
  if (tally->warned() > 0 && (absl::GetFlag(FLAGS_errors).empty() || !absl::GetFlag(FLAGS_with_warnings)))
    Say("用 --errors FILE --with_warnings 可把有提示的行连同建议写入文件\n");
  if (tally->refused() == 0) return 0;
  if (absl::GetFlag(FLAGS_errors).empty()) Say("用 --errors FILE 可把拒绝的行连同原因写入文件\n");
  return kExitRefused;
}

}  // namespace
}  // namespace jiedui::registry

int main(int argc, char** argv) {
  const jiedui::ops::ParsedFlags parsed = jiedui::ops::ParseFlags(
      argc, argv,
      {.name = "jiedui-roster",
       .summary = jiedui::registry::kSummary,
       .env_prefix = "",
       .flags = {"registry", "dry_run", "errors", "with_warnings", "map", "default_organization", "default_category"}});
  if (parsed.exit) return parsed.exit_code;
  if (parsed.arguments.size() != 1)
    return jiedui::registry::Complain("name one roster: jiedui-roster [flags] FILE.csv; see --help");
  return jiedui::registry::Run(parsed.arguments.front());
}
