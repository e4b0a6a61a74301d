// SPDX-License-Identifier: Apache-2.0
// jiedui-planner: plans courses of a pairing, or reads the plan that is there already, and prints it with its proof,
// what it says as a whole, and why somebody is left out. Exit codes: 0 printed; 1 no plan, or its proof does not hold;
// 2 misused.
#include <cstdio>
#include <memory>
#include <string>

#include "absl/flags/flag.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/status_macros.h"
#include "common/ops/flags.h"
#include "grpcpp/client_context.h"
#include "jiedui/scheduler/v1/planning_service.grpc.pb.h"
#include "scheduler_service/tools/call.h"
#include "scheduler_service/tools/plan_report.h"
#include "scheduler_service/tools/report_source.h"

ABSL_FLAG(std::string, scheduler, jiedui::scheduler::kDefaultScheduler, "host:port of the scheduler");
ABSL_FLAG(std::string, pairing, "pairings/yuhang-cangxi", "Pairing to plan in");
ABSL_FLAG(std::string, plan, "", "Id of the plan; one that is there is not made again; required");
ABSL_FLAG(std::string, items, "", "Ids of the courses to plan, with commas; empty means all courses and postings");
ABSL_FLAG(std::string, explain, "", "Id of a person: why they have not got what they might have");

namespace jiedui::scheduler {
namespace {

constexpr int kExitFailed = 1;
constexpr int kExitMisused = 2;
constexpr int kDeadlineMs = 90'000;

using Stub = v1::PlanningService::Stub;

int Complain(absl::string_view message, int exit_code) {
  std::fputs(absl::StrCat("jiedui-planner: ", message, "\n").c_str(), stderr);
  return exit_code;
}

std::string PlanName() { return absl::StrCat(absl::GetFlag(FLAGS_pairing), "/plans/", absl::GetFlag(FLAGS_plan)); }

absl::Status MakePlan(Stub& stub) {
  v1::CreatePlanRequest request;
  request.set_parent(absl::GetFlag(FLAGS_pairing));
  request.set_plan_id(absl::GetFlag(FLAGS_plan));
  for (const absl::string_view id : absl::StrSplit(absl::GetFlag(FLAGS_items), ',', absl::SkipEmpty()))
    request.mutable_question()->add_items(absl::StrCat(request.parent(), "/courses/", id));
  grpc::ClientContext context;
  SetDeadline(kDeadlineMs, context);
  const auto reader = stub.CreatePlan(&context, request);
  v1::CreatePlanResponse response;
  while (reader->Read(&response)) continue;
  const grpc::Status status = reader->Finish();
  return status.ok() || status.error_code() == grpc::StatusCode::ALREADY_EXISTS ? absl::OkStatus() : ToStatus(status);
}

// Everything is asked before anything is printed.
absl::StatusOr<std::string> Text(Stub& stub) {
  RETURN_IF_ERROR(MakePlan(stub));
  v1::GetPlanRequest get;
  get.set_name(PlanName());
  ASSIGN_OR_RETURN(const v1::Plan plan, Call(stub, &Stub::GetPlan, get, kDeadlineMs));
  v1::VerifyPlanRequest verify;
  verify.set_name(PlanName());
  ASSIGN_OR_RETURN(const v1::VerifyPlanResponse verified, Call(stub, &Stub::VerifyPlan, verify, kDeadlineMs));
  std::string text = PlanAsText(plan) + ProofAsText(verified);
  if (!verified.verified()) return absl::DataLossError(text);
  if (!plan.levels().empty()) {  // a matching has no goals
    v1::SurveyPlanRequest survey;
    survey.set_plan(PlanName());
    ASSIGN_OR_RETURN(const v1::PlanOverview overview, Call(stub, &Stub::SurveyPlan, survey, kDeadlineMs));
    text += OverviewAsText(overview);
  }
  if (absl::GetFlag(FLAGS_explain).empty()) return text;
  v1::ExplainPersonRequest explain;
  explain.set_plan(PlanName());
  explain.set_person(absl::StrCat("persons/", absl::GetFlag(FLAGS_explain)));
  ASSIGN_OR_RETURN(const v1::PersonExplanation explanation, Call(stub, &Stub::ExplainPerson, explain, kDeadlineMs));
  return absl::StrCat(text, "\n", ExplanationAsText(explanation));
}

int Run() {
  if (absl::GetFlag(FLAGS_plan).empty()) return Complain("--plan is required, e.g. --plan=autumn", kExitMisused);
  const auto stub = v1::PlanningService::NewStub(ServiceAt(absl::GetFlag(FLAGS_scheduler)).channel);
  const absl::StatusOr<std::string> text = Text(*stub);
  if (!text.ok()) return Complain(text.status().ToString(), kExitFailed);
  std::fputs(text->c_str(), stdout);
  return 0;
}

}  // namespace
}  // namespace jiedui::scheduler

int main(int argc, char** argv) {
  const jiedui::ops::ParsedFlags parsed = jiedui::ops::ParseFlags(
      argc, argv,
      {.name = "jiedui-planner",
       .summary = "Plans courses of a pairing; prints the plan, its proof, and why somebody is left out.",
       .env_prefix = "",
       .flags = {"scheduler", "pairing", "plan", "items", "explain"}});
  if (parsed.exit) return parsed.exit_code;
  if (!parsed.arguments.empty())
    return jiedui::scheduler::Complain(absl::StrCat("unexpected argument ", parsed.arguments.front()), 2);
  return jiedui::scheduler::Run();
}
