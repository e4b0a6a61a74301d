// SPDX-License-Identifier: Apache-2.0
// jiedui-report: prints the report of a pairing, beside what was expected if a manifest is given.
// Exit codes: 0 printed; 1 no report, or a figure differs; 2 misused.
#include <cstdio>
#include <fstream>
#include <iterator>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "common/ops/flags.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "jiedui/scheduler/v1/report_service.grpc.pb.h"
#include "scheduler_service/tools/call.h"
#include "scheduler_service/tools/report_text.h"

ABSL_FLAG(std::string, scheduler, "127.0.0.1:50052", "host:port of the scheduler");
ABSL_FLAG(std::string, pairing, "pairings/yuhang-cangxi", "Pairing to report on");
ABSL_FLAG(std::string, as_of, "", "Last day that counts, e.g. 2021-11-15; required");
ABSL_FLAG(std::string, since, "", "First day that counts; empty means the pairing's first day");
ABSL_FLAG(std::string, expect, "", "manifest.json to compare with; exit code 1 if a figure differs");
ABSL_FLAG(bool, json, false, "Print JSON instead of a table");

namespace jiedui::scheduler {
namespace {

constexpr int kExitFailed = 1;
constexpr int kExitMisused = 2;
constexpr int kDeadlineMs = 10'000;

int Complain(absl::string_view message, int exit_code) {
  std::fputs(absl::StrCat("jiedui-report: ", message, "\n").c_str(), stderr);
  return exit_code;
}

absl::StatusOr<v1::Report> FetchReport() {
  const auto stub = v1::ReportService::NewStub(
      grpc::CreateChannel(absl::GetFlag(FLAGS_scheduler), grpc::InsecureChannelCredentials()));
  v1::GetReportRequest request;
  request.set_pairing(absl::GetFlag(FLAGS_pairing));
  request.set_as_of(absl::GetFlag(FLAGS_as_of));
  request.set_since(absl::GetFlag(FLAGS_since));
  return Call(*stub, &v1::ReportService::Stub::GetReport, request, kDeadlineMs);
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

int Run() {
  if (absl::GetFlag(FLAGS_as_of).empty()) return Complain("--as_of is required, e.g. --as_of 2021-11-15", kExitMisused);
  const absl::StatusOr<std::optional<ExpectedFigures>> expected = ReadExpectationFile();
  if (!expected.ok()) return Complain(expected.status().message(), kExitMisused);
  const absl::StatusOr<v1::Report> report = FetchReport();
  if (!report.ok()) return Complain(report.status().ToString(), kExitFailed);
  const std::string text =
      absl::GetFlag(FLAGS_json) ? ReportAsJson(*report, *expected) : ReportAsText(*report, *expected);
  std::fputs(text.c_str(), stdout);
  if (!expected->has_value() || Differences(*report, **expected).empty()) return 0;
  return Complain(absl::StrCat(Differences(*report, **expected).size(), " figures differ"), kExitFailed);
}

}  // namespace
}  // namespace jiedui::scheduler

int main(int argc, char** argv) {
  const jiedui::ops::ParsedFlags parsed =
      jiedui::ops::ParseFlags(argc, argv,
                              {.name = "jiedui-report",
                               .summary = "Prints the people lines of a pairing, counted by the scheduler.",
                               .env_prefix = "",
                               .flags = {"scheduler", "pairing", "as_of", "since", "expect", "json"}});
  if (parsed.exit) return parsed.exit_code;
  if (!parsed.arguments.empty()) {
    return jiedui::scheduler::Complain(absl::StrCat("unexpected argument ", parsed.arguments.front()), 2);
  }
  return jiedui::scheduler::Run();
}
