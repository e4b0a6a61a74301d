// SPDX-License-Identifier: Apache-2.0
// jiedui-report: the report of a pairing, or of all, as a table, CSV, JSON or one HTML page, beside what was expected
// if a manifest is given. Exit codes: 0 printed; 1 no report, or a figure differs; 2 misused.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/flags/flag.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "common/ops/flags.h"
#include "scheduler_service/tools/output_file.h"
#include "scheduler_service/tools/page_source.h"
#include "scheduler_service/tools/report_csv.h"
#include "scheduler_service/tools/report_page.h"
#include "scheduler_service/tools/report_source.h"
#include "scheduler_service/tools/report_text.h"

ABSL_FLAG(std::string, scheduler, jiedui::scheduler::kDefaultScheduler, "host:port of the scheduler");
ABSL_FLAG(std::string, registry, "127.0.0.1:50051",
          "host:port of the registry: the HTML page has the names of townships from it, and codes without it");
ABSL_FLAG(std::string, pairing, "pairings/yuhang-cangxi", "Pairing to report on; pairings/- means all together");
ABSL_FLAG(std::string, as_of, "", "Last day that counts, e.g. 2021-11-15; required without --year or --edition");
ABSL_FLAG(std::string, since, "", "First day that counts; empty means the pairing's first day, or the year's");
ABSL_FLAG(int32_t, year, 0, "Report on a whole year, e.g. 2021, up to --as_of if that is given");
ABSL_FLAG(std::string, basis, "",
          "When training counts: nominated, checked_in, completed or certified; empty means by each figure's rule");
ABSL_FLAG(std::string, edition, "", "Print a frozen edition instead, e.g. pairings/yuhang-cangxi/editions/2021-1");
ABSL_FLAG(std::string, contributors, "",
          "Code of a figure: print the rows behind it (csv, json) instead of the report");
ABSL_FLAG(std::string, format, "table", "table, csv (for Excel), json, or html (one page with everything)");
ABSL_FLAG(std::string, out, "", "File to write to; empty means standard output");
ABSL_FLAG(std::string, lang, "", "zh or en; empty means Chinese, and in the table both");
ABSL_FLAG(int32_t, rows, 500, "Rows behind each figure that the HTML page shows at most, 1 to 10000");
ABSL_FLAG(std::string, expect, "", "manifest.json to compare with; exit code 1 if a figure differs");
ABSL_FLAG(bool, json, false, "The same as --format=json");

namespace jiedui::scheduler {
namespace {

constexpr int kExitFailed = 1;
constexpr int kExitMisused = 2;
constexpr int kRowsMax = 10'000;

int Complain(absl::string_view message, int exit_code) {
  std::fputs(absl::StrCat("jiedui-report: ", message, "\n").c_str(), stderr);
  return exit_code;
}

std::string Format() { return absl::GetFlag(FLAGS_json) ? "json" : absl::GetFlag(FLAGS_format); }

Language ChosenLanguage() {
  const std::string language = absl::GetFlag(FLAGS_lang);
  if (language.empty()) return Language::kBoth;
  return language == "en" ? Language::kEnglish : Language::kChinese;
}

// What is wrong with the flags, of all that can be said without asking the service; empty = nothing.
std::string Misuse() {
  const std::string format = Format();
  const std::string language = absl::GetFlag(FLAGS_lang);
  if (format != "table" && format != "csv" && format != "json" && format != "html")
    return absl::StrCat("--format is table, csv, json or html, not ", format);
  if (!language.empty() && language != "zh" && language != "en")
    return absl::StrCat("--lang is zh or en, not ", language);
  if (absl::GetFlag(FLAGS_rows) < 1 || absl::GetFlag(FLAGS_rows) > kRowsMax) return "--rows is 1 to 10000";
  if (!absl::GetFlag(FLAGS_contributors).empty() && format != "csv" && format != "json")
    return "--contributors goes with --format=csv or --format=json; the HTML page has the rows of every figure";
  if (!absl::GetFlag(FLAGS_edition).empty()) {
    const bool more = !absl::GetFlag(FLAGS_as_of).empty() || !absl::GetFlag(FLAGS_since).empty() ||
                      absl::GetFlag(FLAGS_year) != 0 || !absl::GetFlag(FLAGS_basis).empty();
    return more ? "--edition has its own period: it does not go with --as_of, --since, --year and --basis" : "";
  }
  if (absl::GetFlag(FLAGS_as_of).empty() && absl::GetFlag(FLAGS_year) == 0)
    return "--as_of is required, e.g. --as_of 2021-11-15 (or --year 2021, or --edition)";
  return "";
}

absl::StatusOr<v1::Basis> ParseBasis(absl::string_view text) {
  if (text.empty()) return v1::BASIS_UNSPECIFIED;
  v1::Basis basis = v1::BASIS_UNSPECIFIED;
  if (v1::Basis_Parse(absl::StrCat("BASIS_", absl::AsciiStrToUpper(text)), &basis)) return basis;
  return absl::InvalidArgumentError(
      absl::StrCat("--basis is nominated, checked_in, completed or certified, not ", text));
}

absl::StatusOr<ReportQuestion> Question() {
  ASSIGN_OR_RETURN(const v1::Basis basis, ParseBasis(absl::GetFlag(FLAGS_basis)));
  return ReportQuestion{.pairing = absl::GetFlag(FLAGS_pairing),
                        .as_of = absl::GetFlag(FLAGS_as_of),
                        .since = absl::GetFlag(FLAGS_since),
                        .year = absl::GetFlag(FLAGS_year),
                        .basis = basis,
                        .edition = absl::GetFlag(FLAGS_edition)};
}

absl::StatusOr<std::optional<ExpectedFigures>> ReadExpectationFile() {
  const std::string path = absl::GetFlag(FLAGS_expect);
  if (path.empty()) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  if (!in) return absl::NotFoundError(absl::StrCat("--expect: cannot read ", path));
  const std::string manifest{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  ASSIGN_OR_RETURN(ExpectedFigures expected,
                   ReadExpectation(manifest, absl::GetFlag(FLAGS_pairing), absl::GetFlag(FLAGS_as_of)));
  return std::optional<ExpectedFigures>(std::move(expected));
}

absl::StatusOr<std::string> RowsText(const Service& scheduler, const ReportQuestion& question) {
  ASSIGN_OR_RETURN(const std::vector<FigureRows> rows,
                   FetchRows(scheduler, question, {absl::GetFlag(FLAGS_contributors)}, 0));
  return Format() == "json" ? RowsAsJson(rows.front()) : RowsAsCsv(rows.front(), ChosenLanguage());
}

absl::StatusOr<std::string> PageText(const Service& scheduler, const ReportQuestion& question, ReportAnswer answer) {
  ASSIGN_OR_RETURN(const ReportData data, FetchPage(scheduler, ServiceAt(absl::GetFlag(FLAGS_registry)), question,
                                                    std::move(answer), absl::GetFlag(FLAGS_rows)));
  if (!data.warning.empty()) Complain(data.warning, 0);
  return ReportAsHtml(data, ChosenLanguage());
}

// Everything is asked before anything is printed.
absl::StatusOr<std::string> Text(const Service& scheduler, const ReportQuestion& question, const ReportAnswer& answer,
                                 const std::optional<ExpectedFigures>& expected) {
  if (!absl::GetFlag(FLAGS_contributors).empty()) return RowsText(scheduler, question);
  const std::string format = Format();
  if (format == "html") return PageText(scheduler, question, answer);
  if (format == "csv") return FiguresAsCsv(answer.report, ChosenLanguage());
  if (format == "json") return ReportAsJson(answer, expected);
  return ReportAsText(answer, expected, ChosenLanguage());
}

int Run() {
  const std::string misuse = Misuse();
  if (!misuse.empty()) return Complain(misuse, kExitMisused);
  const absl::StatusOr<ReportQuestion> question = Question();
  if (!question.ok()) return Complain(question.status().message(), kExitMisused);
  const absl::StatusOr<std::optional<ExpectedFigures>> expected = ReadExpectationFile();
  if (!expected.ok()) return Complain(expected.status().message(), kExitMisused);
  const Service scheduler = ServiceAt(absl::GetFlag(FLAGS_scheduler));
  const absl::StatusOr<ReportAnswer> answer = FetchReport(scheduler, *question);
  if (!answer.ok()) return Complain(answer.status().message(), kExitFailed);
  const absl::StatusOr<std::string> text = Text(scheduler, *question, *answer, *expected);
  if (!text.ok()) return Complain(text.status().message(), kExitFailed);
  const absl::Status written = WriteOut(*text, absl::GetFlag(FLAGS_out));
  if (!written.ok()) return Complain(written.message(), kExitFailed);
  if (!expected->has_value() || Differences(answer->report, **expected).empty()) return 0;
  return Complain(absl::StrCat(Differences(answer->report, **expected).size(), " figures differ"), kExitFailed);
}

}  // namespace
}  // namespace jiedui::scheduler

int main(int argc, char** argv) {
  const jiedui::ops::ParsedFlags parsed = jiedui::ops::ParseFlags(
      argc, argv,
      {.name = "jiedui-report",
       .summary = "Prints the figures of a pairing, with the rows behind them, as table, CSV, JSON or HTML page.",
       .env_prefix = "",
       .flags = {"scheduler", "registry", "pairing", "as_of", "since", "year", "basis", "edition", "contributors",
                 "format", "out", "lang", "rows", "expect", "json"}});
  if (parsed.exit) return parsed.exit_code;
  if (!parsed.arguments.empty()) {
    return jiedui::scheduler::Complain(absl::StrCat("unexpected argument ", parsed.arguments.front()), 2);
  }
  return jiedui::scheduler::Run();
}
