// SPDX-License-Identifier: Apache-2.0
// Plans in a scheduler as it is shipped: how long a large one takes, and what everybody else notices of it.
//   bench_plans [--quick] [--json FILE] [--dir DIRECTORY]
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "jiedui/scheduler/v1/planning_service.grpc.pb.h"
#include "tests/bench/measure.h"
#include "tests/bench/persons.h"
#include "tests/bench/scheduler_world.h"

namespace jiedui::bench {
namespace {

namespace v1 = scheduler::v1;
using Planning = v1::PlanningService::Stub;
using Row = v1::ApplyAssignmentCommandsRequest;

constexpr int kCourses = 3;  // that are planned, each with a seat for each township
constexpr double kSlowerAtMost = 3;

struct Scale {
  int persons = 6'600;  // each a candidate for every course
  int confirmations = 3'000;
};

std::string AssignmentName(absl::string_view kind, int n) {
  return absl::StrCat("pairings/plans/assignments/", kind, "-", n);
}

void Apply(World& world, const std::vector<Row>& rows) {
  v1::ApplyAssignmentCommandsResponse response;
  grpc::ClientContext context;
  const auto writer = world.assignments().ApplyAssignmentCommands(&context, &response);
  for (const Row& row : rows)
    if (!writer->Write(row)) break;
  writer->WritesDone();
  Require(writer->Finish().ok() && response.summary().refused() == 0,
          absl::StrCat("bulk: ", response.summary().ShortDebugString().substr(0, 500)));
}

// The first `count` people, approved for the course.
void Approve(World& world, const std::string& kind, int count) {
  std::vector<Row> rows;
  for (int n = 0; n < count; ++n) {
    v1::NominateAssignmentRequest& nominate = *rows.emplace_back().mutable_nominate();
    nominate.set_parent("pairings/plans");
    nominate.set_assignment_id(absl::StrCat(kind, "-", n));
    nominate.mutable_assignment()->set_person(absl::StrCat("persons/p", n));
    nominate.mutable_assignment()->set_item(CourseName("plans", kind));
  }
  for (int n = 0; n < count; ++n) {
    v1::ReviewAssignmentRequest& review = *rows.emplace_back().mutable_review();
    review.set_name(AssignmentName(kind, n));
    review.set_date("2022-12-01");
    review.set_decision(v1::ReviewAssignmentRequest::DECISION_APPROVE);
  }
  Apply(world, rows);
}

// Courses that overlap in part, so that the planner has work, and one for those who are confirmed one by one.
void Fill(World& world, const Scale& scale) {
  world.CreatePairing("plans");
  const char* const days[kCourses][2] = {
      {"2023-03-01", "2023-03-10"}, {"2023-03-06", "2023-03-17"}, {"2023-03-13", "2023-03-24"}};
  for (int k = 0; k < kCourses; ++k) {
    const std::string kind = absl::StrCat("planned", k);
    world.CreateCourse({CourseName("plans", kind), days[k][0], days[k][1], 1});
    Approve(world, kind, scale.persons);
  }
  world.CreateCourse({CourseName("plans", "single"), "2023-09-04", "2023-09-08", scale.confirmations});
  Approve(world, "single", scale.confirmations);
}

v1::CreatePlanRequest ToPlan(const std::string& id) {
  v1::CreatePlanRequest request;
  request.set_parent("pairings/plans");
  request.set_plan_id(id);
  for (int k = 0; k < kCourses; ++k)
    request.mutable_question()->add_items(CourseName("plans", absl::StrCat("planned", k)));
  return request;
}

v1::Plan MakePlan(Planning& planning, const v1::CreatePlanRequest& request) {
  grpc::ClientContext context;
  const auto reader = planning.CreatePlan(&context, request);
  v1::CreatePlanResponse response;
  while (reader->Read(&response)) continue;
  const grpc::Status status = reader->Finish();
  Require(status.ok(), "CreatePlan: " + status.error_message());
  return response.plan();
}

// Milliseconds of each of the confirmations from `first` on, one after the other.
std::vector<double> Confirm(World& world, int first, int last) {
  std::vector<double> times;
  for (int n = first; n < last; ++n) {
    v1::ConfirmAssignmentRequest request;
    request.set_name(AssignmentName("single", n));
    request.set_date("2022-12-02");
    times.push_back(Milliseconds([&] { Call(world.assignments(), &Assignments::ConfirmAssignment, request); }));
  }
  return times;
}

std::vector<Line> BenchBeside(World& world, Planning& planning, const Scale& scale) {
  const std::vector<double> alone = Confirm(world, 0, scale.confirmations / 2);
  std::atomic<bool> done = false;
  int plans = 0;
  std::thread planner([&] {
    v1::CreatePlanRequest request = ToPlan("");
    request.set_validate_only(true);
    for (; !done; ++plans) MakePlan(planning, request);
  });
  const std::vector<double> beside = Confirm(world, scale.confirmations / 2, scale.confirmations);
  done = true;
  planner.join();
  std::vector<Line> lines;
  for (const double share : {0.5, 0.99})
    lines.push_back({.measure = absl::StrFormat("ms of ConfirmAssignment beside planning, %g %% of them, against alone",
                                                100 * share),
                     .value = Percentile(beside, share),
                     .reference = Percentile(alone, share),
                     .goal = kSlowerAtMost,
                     .at_most = true});
  lines.push_back({.measure = "- the slowest of them, ms", .value = Percentile(beside, 1)});
  lines.push_back({.measure = "- the slowest alone, ms", .value = Percentile(alone, 1)});
  lines.push_back({.measure = "- plans made meanwhile", .value = static_cast<double>(plans)});
  return lines;
}

std::vector<Line> BenchPlan(Planning& planning, const Scale& scale) {
  v1::Plan plan;
  std::vector<Line> lines;
  const auto measure = [&](const std::string& what, auto work) {
    lines.push_back({.measure = what, .value = Milliseconds(work)});
  };
  measure(absl::StrFormat("ms of CreatePlan with %d candidates", kCourses * scale.persons),
          [&] { plan = MakePlan(planning, ToPlan("large")); });
  lines.push_back({.measure = "- placed", .value = static_cast<double>(plan.placements_size())});
  lines.push_back({.measure = "- gap of the number placed", .value = static_cast<double>(plan.levels(0).gap())});
  v1::VerifyPlanRequest verify;
  verify.set_name(plan.name());
  measure("- ms of VerifyPlan",
          [&] { Require(Call(planning, &Planning::VerifyPlan, verify).verified(), "the plan does not verify"); });
  v1::ExplainPersonRequest explain;
  explain.set_plan(plan.name());
  explain.set_person(absl::StrCat("persons/p", scale.persons - 1));
  measure("- ms of ExplainPerson", [&] { Call(planning, &Planning::ExplainPerson, explain); });
  v1::SurveyPlanRequest survey;
  survey.set_plan(plan.name());
  measure("- ms of SurveyPlan", [&] { Call(planning, &Planning::SurveyPlan, survey); });
  v1::CommitPlanRequest commit;
  commit.set_name(plan.name());
  commit.set_date("2022-12-03");
  measure("- ms of CommitPlan, during which nothing else is committed",
          [&] { Call(planning, &Planning::CommitPlan, commit); });
  return lines;
}

void RunAll(const Scale& scale, const Options& options) {
  const ScratchDirectory directory(options.directory);
  World world(directory.path(), scale.persons);
  Fill(world, scale);
  const auto planning = v1::PlanningService::NewStub(world.server().Connect());
  std::vector<Line> lines = BenchBeside(world, *planning, scale);
  for (Line& line : BenchPlan(*planning, scale)) lines.push_back(std::move(line));
  options.Report("bench_plans", lines);
}

}  // namespace
}  // namespace jiedui::bench

int main(int argc, char** argv) {
  using jiedui::bench::Scale;
  const jiedui::bench::Options options("bench_plans", argc, argv);
  jiedui::bench::RunAll(options.quick ? Scale{.persons = 1'000, .confirmations = 600} : Scale(), options);
}
