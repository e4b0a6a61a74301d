// SPDX-License-Identifier: Apache-2.0
// jiedui-plan: solves an instance from a file (docs/planning-format.md) and prints the plan, its bound and its verdict.
// Exit codes: 0 a verified plan; 1 cannot be read or solved; 2 misused; 3 proven that there is no plan.
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "common/ops/flags.h"
#include "scheduler_service/planning/dimacs.h"
#include "scheduler_service/planning/instance_text.h"
#include "scheduler_service/planning/solve.h"
#include "scheduler_service/planning/verify.h"
#include "scheduler_service/tools/plan_text.h"

ABSL_FLAG(bool, json, false, "Print JSON instead of text");
ABSL_FLAG(int64_t, work_max, 0, "Pairs to look at before the best plan so far is taken; 0 means as many as it takes");

namespace jiedui::scheduler {
namespace {

constexpr int kExitFailed = 1;
constexpr int kExitMisused = 2;
constexpr int kExitInfeasible = 3;

int Complain(absl::string_view message, int exit_code) {
  std::fputs(absl::StrCat("jiedui-plan: ", message, "\n").c_str(), stderr);
  return exit_code;
}

absl::StatusOr<planning::Instance> ReadInstance(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text_of_file;
  if (!in || !(text_of_file << in.rdbuf())) return absl::NotFoundError("cannot be read");
  const std::string text = std::move(text_of_file).str();
  return absl::EndsWith(path, ".asn") ? planning::ParseDimacsAssignment(text) : planning::ParseInstance(text);
}

int Run(const std::string& path) {
  const absl::StatusOr<planning::Instance> instance = ReadInstance(path);
  if (!instance.ok()) return Complain(absl::StrCat(path, ": ", instance.status().message()), kExitFailed);
  const absl::StatusOr<planning::Answer> answer =
      planning::Solve(*instance, {.work_max = absl::GetFlag(FLAGS_work_max)});
  if (!answer.ok()) return Complain(answer.status().ToString(), kExitFailed);
  const std::string text =
      absl::GetFlag(FLAGS_json) ? AnswerAsJson(*instance, *answer) : AnswerAsText(*instance, *answer);
  std::fputs(text.c_str(), stdout);
  return std::holds_alternative<planning::Solution>(*answer) ? 0 : kExitInfeasible;
}

}  // namespace
}  // namespace jiedui::scheduler

int main(int argc, char** argv) {
  const jiedui::ops::ParsedFlags parsed = jiedui::ops::ParseFlags(
      argc, argv,
      {.name = "jiedui-plan",
       .summary = "Solves a planning instance: jiedui-plan [flags] FILE (.asn: DIMACS assignment).",
       .env_prefix = "",
       .flags = {"json", "work_max"}});
  if (parsed.exit) return parsed.exit_code;
  if (parsed.arguments.size() != 1)
    return jiedui::scheduler::Complain("wants one file, e.g. jiedui-plan instance.txt",
                                       jiedui::scheduler::kExitMisused);
  return jiedui::scheduler::Run(parsed.arguments.front());
}
